import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useItems, useObservable } from '../../canvas/view/observe';
import { labelOf } from '../../canvas/view/people';
import { useWorkspace } from '../../canvas/view/workspace';
import type { Value } from '../../model/value';
import { excerpt, finding, type Match } from '../../search/finding';
import { outlineOf } from '../outline-order';
import { rowButton } from '../outline-state';
import { DESK } from '../screen';
import { CrossIcon } from '../ui/icons';
import { IconButton } from '../ui/icon-button';
import styles from './find-panel.module.css';
import { NOTHING_FOUND, type Found } from './found';
import { DownwardsIcon, UpwardsIcon } from './icons';
import type { View } from './view-switch';

/** What the panel covers of the canvas, at its right. */
const COVERED = 380;
/** So many lines are listed, around the one that is looked at. */
const LISTED = 60;
const BEFORE = 15;

/** Everything on the board, as one reads it. */
function useReadingOrder() {
  const { board } = useWorkspace();
  const items = useDeferredValue(useItems(board.store));
  return useMemo(
    () => outlineOf(items).flatMap(({ zone, groups }) => [...(zone ? [zone] : []), ...groups.flatMap(({ title, items: inside }) => [...(title ? [title] : []), ...inside])]),
    [items],
  );
}

function useMatches(query: string): readonly Match[] {
  const { board } = useWorkspace();
  const items = useReadingOrder();
  const comments = useSyncExternalStore(board.store.subscribe, board.store.comments);
  const people = useObservable(board.people);
  return useMemo(() => finding(items, comments, (id) => labelOf(people, id), query), [items, comments, people, query]);
}

/** Marks what was found, on the canvas and in the list, as long as it is looked for. */
function useMarking(marked: Value<Found>, matches: readonly Match[], now: string | null, view: View): void {
  useEffect(() => {
    const items = new Set(matches.map(({ item }) => item));
    marked.set(items.size > 0 ? { items, now } : NOTHING_FOUND);
    if (view !== 'list') return;
    for (const row of document.querySelectorAll<HTMLElement>('[data-outline] [data-item]')) {
      const id = row.dataset.item ?? '';
      if (items.has(id)) row.dataset.found = id === now ? 'now' : 'too';
      else delete row.dataset.found;
    }
  }, [marked, matches, now, view]);
  useEffect(
    () => () => {
      marked.set(NOTHING_FOUND);
      for (const row of document.querySelectorAll<HTMLElement>('[data-found]')) delete row.dataset.found;
    },
    [marked],
  );
}

interface LineProps {
  match: Match;
  current: boolean;
  onGo: () => void;
}

function Line({ match: { of, stretches }, current, onGo }: LineProps) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const people = useObservable(board.people);
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const pieces = excerpt(of.text, stretches);
  return (
    <li ref={line}>
      <button type="button" className={styles.line} aria-current={current || undefined} onClick={onGo}>
        <span className={styles.words} dir="auto">
          {pieces.length === 0 ? <Trans>Without words</Trans> : pieces.map(({ text, found }, i) => (found ? <mark key={i}>{text}</mark> : text))}
        </span>
        <span className={styles.who}>
          {of.kind === 'comment' && <>{t`Comment`} · </>}
          {labelOf(people, of.author)}
        </span>
      </button>
    </li>
  );
}

/** Shows a match where one looks: on the canvas, or its row in the list. */
function useShow(view: View): (match: Match) => void {
  const { engine } = useWorkspace();
  return ({ item, of }) => {
    if (view === 'list') {
      rowButton(item)?.scrollIntoView({ block: 'center' });
      return;
    }
    engine.select([item]);
    engine.show(item, true);
    if (of.kind === 'comment') engine.discussing.set(item);
  };
}

interface FindPanelProps {
  view: View;
  marked: Value<Found>;
  onClose: () => void;
}

/** Finds words in all that is on the board, and goes from one to the next. */
export function FindPanel({ view, marked, onClose }: FindPanelProps) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState<Match['of']['id'] | null>(null);
  const matches = useMatches(query);
  const show = useShow(view);
  const count = matches.length;
  const at = matches.findIndex(({ of }) => of.id === current);
  const now = at < 0 ? null : (matches[at] ?? null);
  useMarking(marked, matches, now?.item ?? null, view);
  useEffect(() => {
    engine.cover({ ...DESK, right: COVERED });
    return () => engine.cover(DESK);
  }, [engine]);
  const goTo = (match: Match | undefined): void => {
    if (!match) return;
    setCurrent(match.of.id);
    show(match);
  };
  const step = (by: 1 | -1): void => goTo(matches[at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count]);
  const leave = (): void => {
    onClose();
    if (view === 'canvas') engine.focus(now?.item ?? null);
    else if (now) rowButton(now.item)?.focus();
  };
  const place = at + 1;
  const first = Math.max(0, Math.min(at - BEFORE, count - LISTED));
  return (
    <search
      className={styles.panel}
      aria-label={t`Find on the board`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
    >
      <div className={styles.row}>
        <input
          className={styles.field}
          aria-label={t`Words on notes, in comments, or who wrote them`}
          placeholder={t`Words, or who wrote them`}
          data-find
          autoFocus
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setCurrent(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            step(event.shiftKey ? -1 : 1);
          }}
        />
        <IconButton label={t`Close`} icon={<CrossIcon />} onClick={leave} />
      </div>
      <div className={styles.row}>
        <p className={styles.count} role="status">
          {query.trim() !== '' && (count === 0 ? <Trans>Nothing found</Trans> : now ? <Trans>{place} of {count}</Trans> : <Trans>{count} found</Trans>)}
        </p>
        <IconButton label={t`The one before`} shortcut="Shift+Enter" icon={<UpwardsIcon />} disabled={count === 0} onClick={() => step(-1)} />
        <IconButton label={t`The next`} shortcut="Enter" icon={<DownwardsIcon />} disabled={count === 0} onClick={() => step(1)} />
      </div>
      {count > 0 && (
        <ol className={styles.list} start={first + 1}>
          {matches.slice(first, first + LISTED).map((match) => (
            <Line key={match.of.id} match={match} current={match === now} onGo={() => goTo(match)} />
          ))}
        </ol>
      )}
    </search>
  );
}

import { lazy, memo, Suspense, useId, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { colourOf } from '../model/kinds';
import { TEXT_LIMIT } from '../model/wire';
import type { ViewItem } from '../sync';
import { recall } from '../canvas/commands';
import { COLOURS } from '../canvas/paint';
import { useKindNames } from '../canvas/view/kind-names';
import { endsWriting, useBoundText } from '../canvas/view/note-editor';
import { useItem, useObservable, useRead, useStatus } from '../canvas/view/observe';
import { labelOf } from '../canvas/view/people';
import { previewOf } from '../canvas/view/picture';
import { StatusMark } from '../canvas/view/status-mark';
import { useWorkspace } from '../canvas/view/workspace';
import { useLinkWords } from './outline-links';
import { linksOf } from './outline-order';
import { beside, rowButton, useOutline, type OutlineHands, type Unfolded } from './outline-state';
import styles from './outline.module.css';
import { ReactionMarks, Reactions, useReactionWords } from './reactions';
import { useCommentCount, useMaySay } from './said';
import { useColourNames } from './ui/colours';
import { BinIcon, LockMark, MoreIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

/** Loaded when a row is unfolded for the first time. */
const RowActions = lazy(async () => ({ default: (await import('./outline-actions')).RowActions }));

/** `onEnd` is told when writing ends by a key: the row takes the keyboard back. */
function RowEditor({ id, onEnd }: { id: string; onEnd: () => void }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const area = useBoundText(id);
  return (
    <textarea
      ref={area}
      className={styles.editor}
      aria-label={t`Text of the note`}
      dir="auto"
      maxLength={TEXT_LIMIT}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (!endsWriting(event)) return;
        event.preventDefault();
        engine.leaveEditing(false);
        onEnd();
      }}
      onBlur={() => {
        if (document.hasFocus() && engine.editing.get() === id) engine.leaveEditing(false);
      }}
    />
  );
}

/** All there is to know of an item beside its words. */
function RowMeta({ item, hint }: { item: ViewItem; hint: string }) {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const status = useStatus(board.store, item.id);
  const author = useRead(board.people, (people) => labelOf(people, item.author));
  const count = useCommentCount(item.id);
  const links = useSyncExternalStore(board.store.subscribe, () => linksOf(board.store, item.id));
  const colours = useColourNames();
  const reactions = useReactionWords()(item);
  const words = useLinkWords();
  const colour = colourOf(item);
  return (
    <p id={hint} className={styles.meta}>
      <span>{item.author === me ? t`you` : author}</span>
      {colour !== null && <span>{colours[colour]}</span>}
      {item.locked !== undefined && (
        <span className={styles.private}>
          <LockMark /> {t`locked`}
        </span>
      )}
      {item.minePrivate && (
        <span className={styles.private}>
          <LockMark /> {t`only you see this`}
        </span>
      )}
      {reactions !== '' && <span className="visually-hidden">{reactions}</span>}
      {count > 0 && <span>{t`${plural(count, { one: '# comment', other: '# comments' })}`}</span>}
      {links.map((link) => (
        <span key={link.id} className={styles.said} dir="auto">
          {words(item.id, link, (id) => board.store.item(id))}
        </span>
      ))}
      {(item.author === me || status !== 'saved') && <StatusMark status={status} worded />}
    </p>
  );
}

/** What was reacted, and on demand all six to choose from. */
function RowReactions({ id, current }: { id: string; current: boolean }) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const item = useItem(board.store, id);
  const may = useMaySay(id, 'react');
  const [open, setOpen] = useState(false);
  if (!item || (!may && !item.reactions)) return null;
  return (
    <div className={styles.reactions}>
      {may && (
        <button type="button" className={styles.react} tabIndex={current ? 0 : -1} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t`Close` : t`React`}
        </button>
      )}
      {open && may ? <Reactions id={id} /> : <ReactionMarks item={item} />}
    </div>
  );
}

/** The next row takes the focus of one that goes. */
function removeRow(id: string, remove: (ids: readonly string[]) => void): void {
  const row = rowButton(id);
  const next = row && (beside(row, 1) ?? beside(row, -1));
  remove([id]);
  if (document.activeElement === row || document.activeElement === document.body) next?.focus();
}

/** What keys do on a row; `null`: nothing. */
function useKeys(id: string, hands: OutlineHands, unfolded: Unfolded | null): (event: KeyboardEvent<HTMLElement>) => (() => void) | null {
  const { engine } = useWorkspace();
  const colourKey = (key: string): (() => void) | null => {
    const colour = COLOURS[Number(key) - 1];
    return colour ? () => engine.desk.colour([id], colour) : null;
  };
  return (event) => {
    const go = (to: HTMLElement | undefined): (() => void) | null => to ? () => to.focus() : null;
    const row = event.currentTarget;
    const unfoldTo = (what: Unfolded, mark?: string) => () => {
      hands.unfold(id, what);
      if (mark) requestAnimationFrame(() => row.closest('[data-item]')?.querySelector<HTMLElement>(`[data-mark="${mark}"]`)?.focus());
    };
    const keys: Readonly<Record<string, (() => (() => void) | null) | undefined>> = {
      ArrowDown: () => go(beside(row, 1)),
      ArrowUp: () => go(beside(row, -1)),
      Home: () => go(beside(row, 'first')),
      End: () => go(beside(row, 'last')),
      ArrowRight: () => () => hands.unfold(id, 'actions'),
      ArrowLeft: () => () => hands.unfold(id, null),
      Escape: () => (unfolded ? () => hands.unfold(id, null) : null),
      Delete: () => () => removeRow(id, (ids) => engine.remove(ids)),
      c: () => () => engine.discussing.set(id),
      h: () => () => recall(engine, id),
      k: () => unfoldTo('connect'),
      m: () => unfoldTo('actions', 'zone'),
      x: () => () => hands.choose(id),
      g: () => () => document.querySelector<HTMLElement>('[data-mark="title"]')?.focus(),
      l: () => () => engine.desk.lock([id], engine.board.store.item(id)?.locked === undefined),
    };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return keys[key]?.() ?? colourKey(key);
  };
}

interface OutlineRowProps {
  id: string;
  /** It has the one place in the order of Tab. */
  current: boolean;
  unfolded: Unfolded | null;
  chosen: boolean;
  /** A title: of a zone, or of a group. */
  level?: 2 | 3;
}

export const OutlineRow = memo(function OutlineRow({ id, current, unfolded, chosen, level }: OutlineRowProps) {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const hands = useOutline();
  const item = useItem(board.store, id);
  const editing = useRead(engine.editing, (now) => now === id) && !small;
  const names = useKindNames();
  const hint = useId();
  useObservable(board.about);
  const keys = useKeys(id, hands, unfolded);
  if (!item) return null;
  const writes = engine.desk.mayTouch(id, 'edit_text');
  const words = level ? item.text.trim().split('\n', 1)[0] : item.text.trim();
  const text = (
    <button
      type="button"
      className={styles.text}
      dir="auto"
      lang={item.lang}
      data-row={id}
      tabIndex={current ? 0 : -1}
      aria-describedby={hint}
      aria-disabled={!writes || undefined}
      onFocus={() => hands.came(id)}
      onClick={() => engine.edit(id)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const does = keys(event);
        if (!does) return;
        event.preventDefault();
        event.stopPropagation();
        does();
      }}
    >
      {chosen && <span className={styles.tick}>{t`chosen:`} </span>}
      {item.kind === 'image' && <img className={styles.thumb} src={previewOf(item.file)} alt="" loading="lazy" />}
      {words && item.kind === 'note' ? words : names(item)}
    </button>
  );
  const Heading = level === 2 ? 'h2' : 'h3';
  const body = (
    <>
      <div className={styles.words}>
        {editing ? <RowEditor id={id} onEnd={() => hands.goTo(id)} /> : level ? <Heading>{text}</Heading> : text}
        {!editing && level === 2 && item.text.includes('\n') && (
          <p className={styles.zoneHint} dir="auto">
            {item.text.slice(item.text.indexOf('\n') + 1)}
          </p>
        )}
      </div>
      <RowMeta item={item} hint={hint} />
      {!level && <RowReactions id={id} current={current} />}
      <div className={styles.tools}>
        <IconButton label={t`Actions`} icon={<MoreIcon />} tabIndex={current ? 0 : -1} aria-expanded={unfolded !== null} onFocus={() => hands.came(id)} onClick={() => hands.unfold(id, unfolded ? null : 'actions')} />
        {engine.desk.mayTouch(id, 'delete_items') && (
          <IconButton label={t`Delete this note`} icon={<BinIcon />} tabIndex={current ? 0 : -1} onFocus={() => hands.came(id)} onClick={() => removeRow(id, (ids) => engine.remove(ids))} />
        )}
      </div>
      {unfolded && (
        <Suspense fallback={null}>
          <RowActions id={id} what={unfolded} chosen={chosen} />
        </Suspense>
      )}
    </>
  );
  const marks = { className: styles.row, 'data-colour': colourOf(item), 'data-item': id, 'data-title': level };
  return level ? <div {...marks}>{body}</div> : <li {...marks}>{body}</li>;
});

import { startTransition, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useItems, useObservable, useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { addInto, addZone } from './outline-deeds';
import { Chosen, LineForm } from './outline-forms';
import { beginning, outlineOf, type Group, type Part } from './outline-order';
import { OutlineRow } from './outline-row';
import { OutlineContext, rowButton, useOutline, type OutlineHands, type Unfolded } from './outline-state';
import styles from './outline.module.css';
import { RedoIcon, UndoIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

/** Rows made at once; the others follow while nothing else is to be done. */
const PORTION = 150;

interface RowsState {
  readonly current: string | null;
  readonly unfolded: { readonly id: string; readonly what: Unfolded } | null;
  readonly chosen: ReadonlySet<string>;
}

const NOTHING: RowsState = { current: null, unfolded: null, chosen: new Set() };

const of = (rows: RowsState, id: string) => ({
  id,
  current: rows.current === id,
  unfolded: rows.unfolded?.id === id ? rows.unfolded.what : null,
  chosen: rows.chosen.has(id),
});

function GroupOfRows({ group: { title, items }, rows }: { group: Group; rows: RowsState }) {
  const { t } = useLingui();
  const name = title?.text.trim() ?? '';
  return (
    <div className={title ? styles.group : styles.loose}>
      {title && <OutlineRow {...of(rows, title.id)} level={3} />}
      {items.length > 0 && (
        <ul className={styles.list} aria-label={title ? name || t`Group` : t`Notes`}>
          {items.map(({ id }) => (
            <OutlineRow key={id} {...of(rows, id)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function PartOfRows({ part: { zone, groups, count }, rows, writes, only }: { part: Part; rows: RowsState; writes: boolean; only: boolean }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const { say } = useOutline();
  const title = zone?.text.trim().split('\n', 1)[0] ?? '';
  const name = zone ? title || t`zone without a title` : only ? t`All notes` : t`In no zone`;
  return (
    <section className={styles.part} aria-label={name}>
      {zone ? (
        <OutlineRow {...of(rows, zone.id)} level={2} />
      ) : (
        <h2>
          {name} <span className={styles.count}>{count}</span>
        </h2>
      )}
      {groups.map((group) => (
        <GroupOfRows key={group.title?.id ?? 'loose'} group={group} rows={rows} />
      ))}
      {zone && writes && (
        <LineForm
          label={t`New note in ${name}`}
          go={t`Put it here`}
          onGo={(words) => {
            const id = addInto(engine, zone.id, words);
            if (id !== null) say(t`Put on the board`);
            return id !== null;
          }}
        />
      )}
    </section>
  );
}

/** The hands of the rows, and what they hold. */
function useHands(show: (id: string) => void): { readonly rows: RowsState; readonly hands: OutlineHands; readonly said: string; readonly chooseNone: () => void } {
  const [rows, setRows] = useState(NOTHING);
  const [said, setSaid] = useState('');
  const sought = useRef<string | null>(null);
  const shown = useRef(show);
  useEffect(() => {
    shown.current = show;
    const row = sought.current === null ? null : rowButton(sought.current);
    if (!row) return;
    sought.current = null;
    row.focus();
  });
  const hands = useMemo<OutlineHands>(
    () => ({
      came: (current) => setRows((was) => (was.current === current ? was : { ...was, current })),
      goTo: (id) => {
        sought.current = id;
        setRows((was) => ({ ...was, current: id }));
      },
      unfold: (id, what) => setRows((was) => ({ ...was, current: id, unfolded: what ? { id, what } : null })),
      choose: (id) =>
        setRows((was) => {
          const chosen = new Set(was.chosen);
          if (!chosen.delete(id)) chosen.add(id);
          return { ...was, chosen };
        }),
      say: setSaid,
      show: (id) => shown.current(id),
    }),
    [],
  );
  return { rows, hands, said, chooseNone: () => setRows((was) => ({ ...was, chosen: new Set() })) };
}

/** How many rows are made by now: a portion at once, all of them soon. */
function usePortions(all: number): number {
  const [made, setMade] = useState(PORTION);
  useEffect(() => {
    if (made >= all) return undefined;
    const timer = setTimeout(() => startTransition(() => setMade(made + PORTION)));
    return () => clearTimeout(timer);
  }, [made, all]);
  return made;
}

function Bar({ writes }: { writes: boolean }) {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const { goTo, say } = useOutline();
  const { undo, redo } = useObservable(board.undoable);
  if (!writes || small) return null;
  return (
    <div className={styles.bar}>
      <LineForm
        label={t`New zone`}
        go={t`Add the zone`}
        onGo={(words) => {
          const id = addZone(engine, words);
          if (id !== null) {
            say(t`Put on the board`);
            goTo(id);
          }
          return id !== null;
        }}
      />
      <div className={styles.undoing}>
        <IconButton label={t`Undo what I did`} shortcut="Control+Z" icon={<UndoIcon />} disabled={!undo} onClick={engine.undo} />
        <IconButton label={t`Do it again`} shortcut="Control+Shift+Z" icon={<RedoIcon />} disabled={!redo} onClick={engine.redo} />
      </div>
    </div>
  );
}

interface OutlineProps {
  /** Shows a note on the canvas. */
  onShow: (id: string) => void;
}

/** The same board as a list to read and to work in: the way for the keyboard, the ear and the small screen. */
export function Outline({ onShow }: OutlineProps) {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const items = useDeferredValue(useItems(board.store));
  const silent = useRead(board.about, (about) => about?.mode === 'silent');
  const writes = useRead(board.about, (about) => about?.may.includes('add_note') ?? false);
  const parts = useMemo(() => outlineOf(items), [items]);
  const made = usePortions(items.length);
  const seen = useMemo(() => beginning(parts, made), [parts, made]);
  const { rows, hands, said, chooseNone } = useHands(onShow);
  const keys = useId();
  const firstRow = parts[0]?.zone?.id ?? parts[0]?.groups[0]?.title?.id ?? parts[0]?.groups[0]?.items[0]?.id ?? null;
  const held = rows.current !== null && items.some(({ id }) => id === rows.current);
  const now = useMemo(() => (held ? rows : { ...rows, current: firstRow }), [held, rows, firstRow]);
  const chosen = useMemo(() => new Set([...rows.chosen].filter((id) => board.store.item(id))), [rows.chosen, board]);
  return (
    <OutlineContext value={hands}>
      <div
        className={styles.outline}
        data-outline
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
          if (event.target instanceof HTMLElement && event.target.closest('textarea, input')) return;
          event.preventDefault();
          if (event.shiftKey) engine.redo();
          else engine.undo();
        }}
      >
        <p className="visually-hidden" aria-live="polite">
          {said}
        </p>
        <Bar writes={writes} />
        {items.length === 0 && (
          <p className={styles.empty}>
            <Trans>No notes yet. What is written appears here.</Trans>
          </p>
        )}
        {!small && items.length > 0 && (
          <p id={keys} className={styles.hint}>
            <Trans>On a row: arrows go on, Enter writes, C comments, H history, K connects, M moves, X chooses, G groups, L locks, 1–7 colour, → shows all.</Trans>
          </p>
        )}
        {chosen.size > 0 && (
          <Chosen
            chosen={chosen}
            onNone={chooseNone}
            onDone={(id) => {
              chooseNone();
              hands.say(t`Moved`);
              hands.goTo(id);
            }}
          />
        )}
        {seen.map((part) => (
          <PartOfRows key={part.zone?.id ?? 'none'} part={part} rows={now} writes={writes} only={parts.length === 1} />
        ))}
        {silent && (
          <p className={styles.hint}>
            <Trans>What the others write now appears when the notes are revealed.</Trans>
          </p>
        )}
      </div>
    </OutlineContext>
  );
}

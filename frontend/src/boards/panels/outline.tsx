import { useDeferredValue, useMemo, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import type { ViewItem } from '../sync';
import { readingOrder } from '../canvas/neighbour';
import { useItems, useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { OutlineRow } from './outline-row';
import styles from './outline.module.css';

/** Rows shown before one asks for more. */
const PORTION = 200;

interface NoteListProps {
  title: string;
  items: readonly ViewItem[];
  onShow: (id: string) => void;
}

function NoteList({ title, items, onShow }: NoteListProps) {
  const { t } = useLingui();
  const [shown, setShown] = useState(PORTION);
  const rest = items.length - shown;
  return (
    <section className={styles.part} aria-label={title}>
      <h2>
        {title} <span className={styles.count}>{items.length}</span>
      </h2>
      <ul className={styles.list}>
        {items.slice(0, shown).map(({ id }) => (
          <OutlineRow key={id} id={id} onShow={onShow} />
        ))}
      </ul>
      {rest > 0 && (
        <Button onPress={() => setShown(shown + PORTION)}>{t`${plural(rest, { one: '# more', other: '# more' })}`}</Button>
      )}
    </section>
  );
}

interface OutlineProps {
  /** Shows a note on the canvas. */
  onShow: (id: string) => void;
}

/** The notes as a list to read and to work in: the way for the keyboard, the ear and the small screen. */
export function Outline({ onShow }: OutlineProps) {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const items = useDeferredValue(useItems(board.store));
  const silent = useRead(board.about, (about) => about?.mode === 'silent');
  const ordered = useMemo(() => readingOrder(items), [items]);
  const mine = useMemo(
    () => ordered.filter((item) => item.author === me).sort((a, b) => (a.created < b.created ? 1 : -1)),
    [ordered, me],
  );
  const others = useMemo(() => ordered.filter((item) => item.author !== me), [ordered, me]);
  if (items.length === 0) {
    return (
      <p className={styles.empty}>
        <Trans>No notes yet. What is written appears here.</Trans>
      </p>
    );
  }
  return (
    <div className={styles.outline}>
      {mine.length > 0 && <NoteList title={t`My notes`} items={mine} onShow={onShow} />}
      {others.length > 0 && <NoteList title={t`Notes of others`} items={others} onShow={onShow} />}
      {silent && (
        <p className={styles.hint}>
          <Trans>What the others write now appears when the notes are revealed.</Trans>
        </p>
      )}
    </div>
  );
}

import { memo, useCallback } from 'react';
import { useLingui } from '@lingui/react/macro';
import { colourOf } from '../../model/kinds';
import type { ItemStatus, ViewItem } from '../../sync';
import { LockMark } from '../../panels/ui/icons';
import { useColourNames } from '../../panels/ui/colours';
import { onNote, useFit, type Room } from './measure';
import { UNITS } from '../geometry';
import { CommentMark } from '../../panels/comment-mark';
import { ReactionMarks } from '../../panels/reactions';
import { NoteEditor } from './note-editor';
import styles from './note-card.module.css';
import { PictureFace } from './picture-face';
import { useFace, useRead, useStatus } from './observe';
import { editors, labelOf } from './people';
import { StatusMark, useStatusWords } from './status-mark';
import { ClusterFace, TextFace, ZoneFace } from './other-faces';
import { useKindNames } from './kind-names';
import { useWorkspace } from './workspace';

/** What is said of an item to whoever does not see it. */
function useItemName(item: ViewItem | undefined, status: ItemStatus, selected: boolean, writer: string): string {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const author = useRead(board.people, (people) => labelOf(people, item?.author ?? ''));
  const colours = useColourNames();
  const words = useStatusWords();
  const kinds = useKindNames();
  if (!item) return '';
  const mine = item.author === me;
  const said = [
    kinds(item),
    mine ? t`yours` : author && t`by ${author}`,
    colourOf(item) !== null && colours[colourOf(item) ?? 'yellow'],
    item.locked !== undefined && t`locked`,
    item.minePrivate && t`only you see this`,
    mine && words(status),
    writer && t`${writer} is writing here`,
    selected && t`selected`,
  ];
  return said.filter(Boolean).join(', ');
}

function useWriter(id: string): string {
  const { board } = useWorkspace();
  const person = useRead(board.cursors, (cursors) => editors(cursors).get(id) ?? '');
  return useRead(board.people, (people) => (person ? labelOf(people, person) : ''));
}

/** A sticky note or a picture: mounted while in sight, redrawn when it changes; where it lies is the stage's matter. */
export const NoteCard = memo(function NoteCard({ id }: { id: string }) {
  const { board, engine, small } = useWorkspace();
  const item = useFace(id);
  const status = useStatus(board.store, id);
  const selected = useRead(engine.selection, (ids) => ids.has(id));
  const editing = useRead(engine.editing, (current) => current === id);
  const writer = useWriter(id);
  const name = useItemName(item, status, selected, writer);
  const adopt = useCallback((element: HTMLElement | null) => (element ? engine.stage.adopt(id, element) : undefined), [engine, id]);
  if (!item) return null;
  return (
    <div
      ref={adopt}
      className={styles.note}
      style={item.w !== undefined && item.h !== undefined ? { width: item.w / UNITS, height: item.h / UNITS } : undefined}
      role="group"
      aria-label={name}
      tabIndex={-1}
      data-item={id}
      data-kind={item.kind}
      data-colour={colourOf(item)}
      data-selected={selected || undefined}
      data-editing={editing || undefined}
      data-writer={writer !== '' || undefined}
    >
      <Face item={item} editing={editing && !small} />
      {FOOTED.has(item.kind) && <NoteFoot item={item} status={status} writer={writer} />}
    </div>
  );
});

/** So many letters have room at the foot of a note, whichever they are, beside a mark. */
const SHORT = 12;

/** Sheets say at their foot who wrote them. */
const FOOTED: ReadonlySet<ViewItem['kind']> = new Set(['note', 'image']);

function Face({ item, editing }: { item: ViewItem; editing: boolean }) {
  switch (item.kind) {
    case 'image':
      return <PictureFace item={item} editing={editing} />;
    case 'text':
      return <TextFace item={item} editing={editing} />;
    case 'zone':
      return <ZoneFace item={item} editing={editing} />;
    case 'cluster':
      return <ClusterFace item={item} editing={editing} />;
    case 'stroke':
      return null;
    case 'note': {
      const room = item.w !== undefined && item.h !== undefined ? onNote(item.w / UNITS, item.h / UNITS) : undefined;
      return editing ? <NoteEditor id={item.id} text={item.text} room={room} /> : <NoteText text={item.text} room={room} lang={item.lang} />;
    }
  }
}

const NoteText = memo(function NoteText({ text, room, lang }: { text: string; room: Room | undefined; lang: string | undefined }) {
  const { size, overflows } = useFit(text, room);
  return (
    <div className={styles.text} style={{ fontSize: size }} dir="auto" lang={lang} data-scrolls={overflows || undefined}>
      {text}
    </div>
  );
});

function NoteFoot({ item, status, writer }: { item: ViewItem; status: ItemStatus; writer: string }) {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const author = useRead(board.people, (people) => labelOf(people, item.author));
  const mine = item.author === me;
  const said = writer ? t`${writer} is writing…` : author;
  return (
    <div className={styles.foot}>
      {item.minePrivate ? (
        <span className={styles.private}>
          <LockMark />
          {t`only you see this`}
        </span>
      ) : (
        <span className={styles.author} data-long={said.length > SHORT || undefined}>
          {said}
        </span>
      )}
      <ReactionMarks item={item} />
      <CommentMark id={item.id} />
      {(mine || status !== 'saved') && <StatusMark status={status} />}
    </div>
  );
}

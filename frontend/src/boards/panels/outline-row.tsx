import { memo, useRef, useState } from 'react';
import { useLingui } from '@lingui/react/macro';
import { colourOf } from '../model/kinds';
import { TEXT_LIMIT } from '../model/wire';
import type { Colour } from '../sync';
import { COLOURS } from '../canvas/paint';
import { endsWriting, useBoundText } from '../canvas/view/note-editor';
import { useItem, useObservable, useRead, useStatus } from '../canvas/view/observe';
import { labelOf } from '../canvas/view/people';
import { previewOf } from '../canvas/view/picture';
import { StatusMark } from '../canvas/view/status-mark';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './outline.module.css';
import { ReactionMarks, Reactions } from './reactions';
import { useMaySay } from './said';
import { useColourNames } from './ui/colours';
import { BinIcon, LockMark, ShowIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

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
        if (!endsWriting(event)) return;
        event.preventDefault();
        event.stopPropagation();
        engine.leaveEditing(false);
        onEnd();
      }}
      onBlur={() => {
        if (document.hasFocus() && engine.editing.get() === id) engine.leaveEditing(false);
      }}
    />
  );
}

function ColourChoice({ id, colour, disabled }: { id: string; colour: Colour; disabled: boolean }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const names = useColourNames();
  return (
    <select
      className={styles.colour}
      data-colour={colour}
      aria-label={t`Colour`}
      value={colour}
      disabled={disabled}
      onChange={(event) => engine.desk.colour([id], event.target.value as Colour)}
    >
      {COLOURS.map((each) => (
        <option key={each} value={each}>
          {names[each]}
        </option>
      ))}
    </select>
  );
}

function RowMeta({ id }: { id: string }) {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const item = useItem(board.store, id);
  const status = useStatus(board.store, id);
  const author = useRead(board.people, (people) => labelOf(people, item?.author ?? ''));
  if (!item) return null;
  return (
    <p className={styles.meta}>
      {item.author === me ? t`you` : author}
      {item.minePrivate && (
        <span className={styles.private}>
          <LockMark /> {t`only you see this`}
        </span>
      )}
      {(item.author === me || status !== 'saved') && <StatusMark status={status} worded />}
    </p>
  );
}

/** What was reacted, and on demand all six to choose from. */
function RowReactions({ id }: { id: string }) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const item = useItem(board.store, id);
  const may = useMaySay(id, 'react');
  const [open, setOpen] = useState(false);
  if (!item || (!may && !item.reactions)) return null;
  return (
    <div className={styles.reactions}>
      {may && (
        <button type="button" className={styles.react} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t`Close` : t`React`}
        </button>
      )}
      {open && may ? <Reactions id={id} /> : <ReactionMarks item={item} />}
    </div>
  );
}

interface OutlineRowProps {
  id: string;
  onShow: (id: string) => void;
}

/** The next row takes the focus of one that goes. */
function focusBeside(row: HTMLElement | null): void {
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  next?.querySelector('button')?.focus();
}

export const OutlineRow = memo(function OutlineRow({ id, onShow }: OutlineRowProps) {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const item = useItem(board.store, id);
  const editing = useRead(engine.editing, (current) => current === id);
  useObservable(board.about);
  const row = useRef<HTMLLIElement>(null);
  if (!item) return null;
  const may = (op: 'edit_text' | 'colour_items' | 'delete_items'): boolean => engine.desk.mayTouch(id, op);
  const takeFocus = (): void => {
    requestAnimationFrame(() => row.current?.querySelector('button')?.focus());
  };
  const remove = (): void => {
    focusBeside(row.current);
    engine.remove([id]);
  };
  return (
    <li ref={row} className={styles.row} data-colour={colourOf(item)} data-item={id}>
      <div className={styles.words}>
        {editing && !small ? (
          <RowEditor id={id} onEnd={takeFocus} />
        ) : (
          <button type="button" className={styles.text} dir="auto" disabled={!may('edit_text')} onClick={() => engine.edit(id)}>
            <span className="visually-hidden">{t`Edit:`} </span>
            {item.kind === 'image' && <img className={styles.thumb} src={previewOf(item.file)} alt="" loading="lazy" />}
            {item.text.trim() || <em>{item.kind === 'image' ? t`picture without a description` : t`empty note`}</em>}
          </button>
        )}
      </div>
      <RowMeta id={id} />
      <RowReactions id={id} />
      <div className={styles.tools}>
        {!small && item.kind === 'note' && <ColourChoice id={id} colour={item.colour} disabled={!may('colour_items')} />}
        <IconButton label={t`Show on the board`} icon={<ShowIcon />} onClick={() => onShow(id)} />
        {may('delete_items') && <IconButton label={t`Delete this note`} icon={<BinIcon />} onClick={remove} />}
      </div>
    </li>
  );
});

import type { ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useObservable, useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { colourOf } from '../model/kinds';
import { AddPicture } from './picture/add-picture';
import styles from './tool-bar.module.css';
import { BinIcon, DrawIcon, FitIcon, MinusIcon, NoteIcon, PenIcon, PictureIcon, PlusIcon, UndoIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';
import { Swatches } from './ui/swatches';

/** The colour all chosen notes have; of the next note where none is chosen; `null` where they differ. */
function useColourNow() {
  const { engine } = useWorkspace();
  const selection = useObservable(engine.selection);
  const next = useObservable(engine.colour);
  const items = [...selection].flatMap((id) => engine.scene.item(id) ?? []);
  const colours = new Set(items.map(colourOf).filter((colour) => colour !== null));
  if (colours.size === 0) return next;
  const [first] = colours;
  return colours.size === 1 && first !== undefined ? first : null;
}

function Zoom({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const percent = useRead(engine.camera, ({ zoom }) => Math.round(zoom * 100));
  return (
    <div className={styles.group}>
      {children}
      <IconButton label={t`Zoom out`} shortcut="-" icon={<MinusIcon />} onClick={engine.zoomOut} />
      <button type="button" className={styles.percent} aria-label={t`Zoom ${percent}%: back to 100%`} onClick={() => engine.zoomTo(1)}>
        {percent}%
      </button>
      <IconButton label={t`Zoom in`} shortcut="+" icon={<PlusIcon />} onClick={engine.zoomIn} />
      <IconButton label={t`Show all notes`} shortcut="F" icon={<FitIcon />} onClick={engine.fitAll} />
    </div>
  );
}

interface ToolBarProps {
  /** What a desk has room for beside it: other kinds than notes, */
  kinds?: ReactNode;
  /** what makes one of several, */
  together?: ReactNode;
  /** what was undone once more, */
  redo?: ReactNode;
  /** and a group of its own at the end. */
  children?: ReactNode;
}

function Writing({ kinds, together }: Pick<ToolBarProps, 'kinds' | 'together'>) {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const count = useRead(engine.selection, (ids) => ids.size);
  const [one] = useObservable(engine.selection);
  const colour = useColourNow();
  useObservable(board.about);
  const link = useRead(engine.link, (id) => id !== null);
  const deletable = link || [...engine.selection.get()].some((id) => engine.desk.mayTouch(id, 'delete_items'));
  return (
    <>
      <div className={styles.group}>
        <IconButton label={t`New note`} shortcut="N" icon={<NoteIcon />} strong onClick={engine.addInMiddle}>
          <span className={styles.words}>
            <Trans>New note</Trans>
          </span>
        </IconButton>
        {kinds}
        <Draw />
        <AddPicture label={t`Put a picture on the board`} icon={<PictureIcon />} />
      </div>
      <div className={styles.group}>
        <Swatches value={colour} onChange={(next) => engine.paintWith(next)} />
      </div>
      <div className={styles.group}>
        {small && (
          <IconButton
            label={t`Write in the chosen note`}
            icon={<PenIcon />}
            disabled={one === undefined || count > 1}
            onClick={() => {
              if (one !== undefined) engine.edit(one);
            }}
          />
        )}
        {together}
        <IconButton label={t`Delete the chosen notes`} shortcut="Delete" icon={<BinIcon />} disabled={!deletable} onClick={engine.deleteSelected} />
      </div>
    </>
  );
}

function Draw() {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const drawing = useRead(engine.tool, (tool) => tool === 'pen');
  return (
    <IconButton label={t`Draw by hand`} shortcut="D" icon={<DrawIcon />} aria-pressed={drawing} onClick={() => engine.tool.set(drawing ? 'choose' : 'pen')} />
  );
}

function Undoing({ redo }: Pick<ToolBarProps, 'redo'>) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const { undo } = useObservable(board.undoable);
  return (
    <>
      <IconButton label={t`Undo what I did`} shortcut="Control+Z" icon={<UndoIcon />} disabled={!undo} onClick={engine.undo} />
      {redo}
    </>
  );
}

export function ToolBar({ kinds, together, redo, children }: ToolBarProps) {
  const { t } = useLingui();
  const { board, small } = useWorkspace();
  const writes = useRead(board.about, (about) => about?.may.includes('add_note') ?? false);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t`Tools`} data-own-gestures>
      {writes ? (
        <Writing kinds={kinds} together={together} />
      ) : (
        <p className={styles.watching}>
          <Trans>You are watching</Trans>
        </p>
      )}
      {writes && !small && (
        <div className={styles.group}>
          <Undoing redo={redo} />
        </div>
      )}
      <Zoom>{writes && small && <Undoing />}</Zoom>
      {children !== undefined && <div className={styles.group}>{children}</div>}
    </div>
  );
}

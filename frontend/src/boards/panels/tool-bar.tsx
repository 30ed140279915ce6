import type { ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useObservable, useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { colourOf } from '../model/kinds';
import { AddPicture } from './picture/add-picture';
import styles from './tool-bar.module.css';
import {
  BinIcon, CommentIcon, DrawIcon, FitIcon, GroupIcon, HelpIcon, LinkIcon, MinusIcon, NoteIcon, PenIcon, PictureIcon, PlusIcon, RedoIcon, TemplateIcon, TextIcon, UndoIcon, ZoneIcon,
} from './ui/icons';
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

function Writing() {
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
        {!small && <OtherKinds />}
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
        {!small && <Together />}
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

/** Texts, zones and structures. */
function OtherKinds() {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  return (
    <>
      <IconButton label={t`Text without a note`} shortcut="T" icon={<TextIcon />} onClick={engine.addText} />
      <IconButton label={t`Zone`} shortcut="Z" icon={<ZoneIcon />} onClick={engine.addZone} />
      <IconButton label={t`Begin with a structure`} icon={<TemplateIcon />} onClick={() => engine.choosing.set(true)} />
    </>
  );
}

/** What makes one of several: a connection, a group. */
function Together() {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const count = useRead(engine.selection, (ids) => ids.size);
  const talking = useRead(engine.discussing, (id) => id !== null);
  return (
    <>
      <IconButton label={t`Comments and reactions`} shortcut="C" icon={<CommentIcon />} aria-expanded={talking} disabled={count !== 1 && !talking} onClick={engine.discuss} />
      <IconButton label={count === 2 ? t`Connect the two chosen ones` : t`New note that builds on the chosen one`} shortcut="B" icon={<LinkIcon />} disabled={count !== 1 && count !== 2} onClick={() => engine.addBuildingOn()} />
      <IconButton label={t`Put the chosen notes under a title`} shortcut="G" icon={<GroupIcon />} disabled={count === 0} onClick={engine.addCluster} />
    </>
  );
}

function Undoing() {
  const { t } = useLingui();
  const { board, engine, small } = useWorkspace();
  const { undo, redo } = useObservable(board.undoable);
  return (
    <>
      <IconButton label={t`Undo what I did`} shortcut="Control+Z" icon={<UndoIcon />} disabled={!undo} onClick={engine.undo} />
      {!small && <IconButton label={t`Do it again`} shortcut="Control+Shift+Z" icon={<RedoIcon />} disabled={!redo} onClick={engine.redo} />}
    </>
  );
}

export function ToolBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useLingui();
  const { board, small } = useWorkspace();
  const writes = useRead(board.about, (about) => about?.may.includes('add_note') ?? false);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t`Tools`} data-own-gestures>
      {writes ? (
        <Writing />
      ) : (
        <p className={styles.watching}>
          <Trans>You are watching</Trans>
        </p>
      )}
      {writes && !small && (
        <div className={styles.group}>
          <Undoing />
        </div>
      )}
      <Zoom>{writes && small && <Undoing />}</Zoom>
      {!small && (
        <div className={styles.group}>
          <IconButton label={t`Keys and gestures`} shortcut="?" icon={<HelpIcon />} onClick={onHelp} />
        </div>
      )}
    </div>
  );
}

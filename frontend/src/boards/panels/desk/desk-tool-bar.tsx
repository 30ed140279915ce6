import { useLingui } from '@lingui/react/macro';
import { useObservable, useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import { ToolBar } from '../tool-bar';
import { RedoIcon } from '../ui/icons';
import { IconButton } from '../ui/icon-button';
import { CommentIcon, GroupIcon, HelpIcon, LinkIcon, TemplateIcon, TextIcon, ZoneIcon } from './icons';

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
      <IconButton label={t`Comments and reactions`} shortcut="Alt+C" icon={<CommentIcon />} aria-expanded={talking} disabled={count !== 1 && !talking} onClick={engine.discuss} />
      <IconButton label={count === 2 ? t`Connect the two chosen ones` : t`New note that builds on the chosen one`} shortcut="Alt+B" icon={<LinkIcon />} disabled={count !== 1 && count !== 2} onClick={() => engine.addBuildingOn()} />
      <IconButton label={t`Put the chosen notes under a title`} shortcut="Alt+G" icon={<GroupIcon />} disabled={count === 0} onClick={engine.addCluster} />
    </>
  );
}

function Redo() {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const { redo } = useObservable(board.undoable);
  return <IconButton label={t`Do it again`} shortcut="Control+Shift+Z" icon={<RedoIcon />} disabled={!redo} onClick={engine.redo} />;
}

/** The tool bar with all that a desk has room for. */
export function DeskToolBar({ onHelp }: { onHelp: () => void }) {
  const { t } = useLingui();
  return (
    <ToolBar kinds={<OtherKinds />} together={<Together />} redo={<Redo />}>
      <IconButton label={t`Keys and gestures`} shortcut="?" icon={<HelpIcon />} onClick={onHelp} />
    </ToolBar>
  );
}

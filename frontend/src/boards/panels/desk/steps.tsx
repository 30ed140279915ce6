import { useLingui } from '@lingui/react/macro';
import { grow, nudge } from '../../canvas/commands';
import { UNITS, type Point } from '../../canvas/geometry';
import { useWorkspace } from '../../canvas/view/workspace';
import { IconButton } from '../ui/icon-button';
import { LargeIcon, Sign } from '../ui/icons';
import styles from './selection-bar.module.css';

/** How far a press moves, and by how much it makes larger or smaller. */
const MOVE = 48 * UNITS;
const GROW = 24 * UNITS;

const SmallIcon = () => <Sign d="M20 10h-6V4M14 10l6-6M4 14h6v6M10 14l-6 6" />;

/** Moves and resizes what is chosen without a drag, for whoever cannot hold and pull. */
export function Steps() {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const moves: readonly (readonly [label: string, sign: string, by: Point])[] = [
    [t`Move to the left`, 'M19 12H5M11 6l-6 6 6 6', { x: -MOVE, y: 0 }],
    [t`Move up`, 'M12 19V5M6 11l6-6 6 6', { x: 0, y: -MOVE }],
    [t`Move down`, 'M12 5v14M6 13l6 6 6-6', { x: 0, y: MOVE }],
    [t`Move to the right`, 'M5 12h14M13 6l6 6-6 6', { x: MOVE, y: 0 }],
  ];
  return (
    <div className={styles.row} role="group" aria-label={t`Move and resize by steps`}>
      {moves.map(([label, sign, by]) => (
        <IconButton key={label} label={label} icon={<Sign d={sign} />} onClick={() => nudge(engine, by)} />
      ))}
      <IconButton label={t`Larger`} icon={<LargeIcon />} onClick={() => grow(engine, { x: GROW, y: GROW })} />
      <IconButton label={t`Smaller`} icon={<SmallIcon />} onClick={() => grow(engine, { x: -GROW, y: -GROW })} />
    </div>
  );
}

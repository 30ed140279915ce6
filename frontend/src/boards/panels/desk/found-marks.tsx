import { UNITS } from '../../canvas/geometry';
import { useItems, useObservable, useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import type { Value } from '../../model/value';
import type { Found } from './found';
import styles from './found-marks.module.css';

/** More marks than this nobody tells apart. */
const MOST = 400;

/** Frames around what was found; the list beside them says it in words. */
export function FoundMarks({ marked }: { marked: Value<Found> }) {
  const { engine } = useWorkspace();
  const found = useObservable(marked);
  const carried = useRead(engine.grip, (grip) => grip === 'notes');
  return found.items.size > 0 && !carried ? <Marks {...found} /> : null;
}

function Marks({ items, now }: Found) {
  const { board, engine } = useWorkspace();
  useItems(board.store);
  return [...items].slice(0, MOST).map((id) => {
    const at = engine.scene.at(id);
    if (!at) return null;
    const style = { translate: `${at.x / UNITS}px ${at.y / UNITS}px`, width: at.w / UNITS, height: at.h / UNITS };
    return <i key={id} className={styles.mark} data-found={id === now ? 'now' : 'too'} style={style} />;
  });
}

import { UNITS } from '../geometry';
import styles from './guides.module.css';
import { useObservable } from './observe';
import { useWorkspace } from './workspace';

/** What a drag lines up with, and frames where copies will lie. For the eye of whoever drags only. */
export function GuideLines() {
  const { engine } = useWorkspace();
  const { lines, ghosts } = useObservable(engine.guides);
  return (
    <>
      {lines.map(({ axis, at, from, to }) => {
        const [along, across] = [(to - from) / UNITS, at / UNITS];
        const start = from / UNITS;
        const style = axis === 'x' ? { translate: `${across}px ${start}px`, height: along } : { translate: `${start}px ${across}px`, width: along };
        return <i key={`${axis}${at}`} className={styles.line} data-axis={axis} style={style} />;
      })}
      {ghosts.map(({ x, y, w, h }, i) => (
        <i key={i} className={styles.ghost} data-ghost style={{ translate: `${x / UNITS}px ${y / UNITS}px`, width: w / UNITS, height: h / UNITS }} />
      ))}
    </>
  );
}

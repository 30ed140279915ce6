import { UNITS } from '../geometry';
import styles from './cursors.module.css';
import { useObservable } from './observe';
import { labelOf, tintOf } from './people';
import { useWorkspace } from './workspace';

/** The pointers of the others, with their names. For the eye only: who is here is said elsewhere. */
export function Cursors() {
  const { board } = useWorkspace();
  const cursors = useObservable(board.cursors);
  const people = useObservable(board.people);
  return [...cursors].map(([person, { x, y }]) =>
    x === null || y === null ? null : (
      <div
        key={person}
        className={styles.cursor}
        data-tint={tintOf(person)}
        style={{ translate: `${x / UNITS}px ${y / UNITS}px` }}
      >
        <svg viewBox="0 0 20 24">
          <path d="M2 2v16.5l4.4-4 3 6.8 3-1.3-3-6.7h6z" />
        </svg>
        <span>{labelOf(people, person)}</span>
      </div>
    ),
  );
}

import type { ChallengeState } from '../api/types';
import { cx } from '../shared/ui';
import styles from './challenges.module.css';
import { useStateNames } from './words';

/** How far it has come, in a word; the ring beside it fills up on the way. */
export function StateMark({ state }: { state: ChallengeState }) {
  const names = useStateNames();
  return (
    <span className={cx(styles.mark, styles[state])}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.5" />
        <circle className={styles.way} cx="10" cy="10" r="7.5" pathLength="100" />
      </svg>
      {names[state].label}
    </span>
  );
}

import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './spinner.module.css';

interface SpinnerProps {
  small?: boolean;
}

/** A ring that turns. It says nothing: put it beside words that do. */
export function Spinner({ small = false }: SpinnerProps) {
  return (
    <svg className={cx(styles.ring, small && styles.small)} viewBox="0 0 24 24" aria-hidden="true">
      <circle className={styles.track} cx="12" cy="12" r="9" />
      <circle className={styles.arc} cx="12" cy="12" r="9" pathLength="100" />
    </svg>
  );
}

interface WaitingProps {
  children: ReactNode;
  /** It is all there is on the screen, so it is its heading. */
  whole?: boolean;
}

/** Something is on its way: shown after a moment only, so that a quick answer does not flicker. */
export function Waiting({ children, whole = false }: WaitingProps) {
  const Words = whole ? 'h1' : 'p';
  return (
    <div className={styles.waiting} role="status">
      <Spinner />
      <Words className={styles.words}>{children}</Words>
    </div>
  );
}

interface StepsProps {
  at: number;
  of: number;
  label: string;
}

/** How far along a short way the person is. */
export function Steps({ at, of, label }: StepsProps) {
  return (
    <p className={styles.steps}>
      <span className={styles.dots} aria-hidden="true">
        {Array.from({ length: of }, (_, i) => (
          <span key={i} className={cx(styles.dot, i < at && styles.done)} />
        ))}
      </span>
      {label}
    </p>
  );
}

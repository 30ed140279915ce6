import { Trans } from '@lingui/react/macro';
import styles from './design.module.css';

const TEXTS = ['--text-xxl', '--text-xl', '--text-l', '--text-m', '--text-s'];
const SPACES = ['--s1', '--s2', '--s3', '--s4', '--s5', '--s6', '--s7', '--s8'];
const CORNERS = ['--radius-s', '--radius-m', '--radius-l'];
const SHADOWS = ['--lift', '--float'];
const TIMES = ['--quick', '--calm'];

/** Letters, distances, corners, shadows and times. */
export function Scale() {
  return (
    <section className={styles.part} aria-labelledby="scale">
      <h2 id="scale">
        <Trans>Letters, room and time</Trans>
      </h2>
      <ul className={styles.rows}>
        {TEXTS.map((size) => (
          <li key={size}>
            <code>{size}</code>
            <span style={{ fontSize: `var(${size})` }} className={styles.sample}>
              <Trans>Whole panes, a second life</Trans>
            </span>
          </li>
        ))}
      </ul>
      <ul className={styles.rows}>
        {SPACES.map((space) => (
          <li key={space}>
            <code>{space}</code>
            <span className={styles.length} style={{ width: `var(${space})` }} />
          </li>
        ))}
      </ul>
      <ul className={styles.tiles}>
        {CORNERS.map((corner) => (
          <li key={corner} className={styles.tile} style={{ borderRadius: `var(${corner})` }}>
            <code>{corner}</code>
          </li>
        ))}
        {SHADOWS.map((shadow) => (
          <li key={shadow} className={styles.tile} style={{ boxShadow: `var(${shadow})` }}>
            <code>{shadow}</code>
          </li>
        ))}
        {TIMES.map((time) => (
          <li key={time} className={styles.tile}>
            <code>{time}</code>
            <span className={styles.run}>
              <span style={{ transitionDuration: `var(${time})` }} />
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.words}>
        <Trans>Point at a time to see it run. Where somebody wants less motion both are nothing. What a finger touches is 44 pixels high at least.</Trans>
      </p>
    </section>
  );
}

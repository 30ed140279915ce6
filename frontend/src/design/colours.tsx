import { Trans, useLingui } from '@lingui/react/macro';
import { useLayoutEffect, useRef, useState } from 'react';
import { cx } from '../shared/ui';
import { contrast, PAIRS, parsed, type Pair } from './contrast';
import styles from './design.module.css';

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** Every pair of colours that stand on each other, with the contrast the browser really shows. */
export function Colours() {
  return (
    <section className={styles.part} aria-labelledby="colours">
      <h2 id="colours">
        <Trans>Colours</Trans>
      </h2>
      <p className={styles.words}>
        <Trans>One signal colour. Red only for what went wrong, amber only for what waits. Colour is never the only sign. Text needs 4.5, shapes 3, a note 7.</Trans>
      </p>
      <div className={styles.themes}>
        {THEMES.map((theme) => (
          <Themed key={theme} theme={theme} />
        ))}
      </div>
    </section>
  );
}

function Themed({ theme }: { theme: Theme }) {
  const { t } = useLingui();
  const names: Record<Theme, string> = { light: t`In the light`, dark: t`In the dark` };
  return (
    <div className={cx(styles.theme, styles[theme])} data-theme={theme}>
      <h3>{names[theme]}</h3>
      <ul className={styles.pairs}>
        {PAIRS.map((pair) => (
          <Measured key={pair.join()} pair={pair} />
        ))}
      </ul>
    </div>
  );
}

function Measured({ pair: [front, ground, least] }: { pair: Pair }) {
  const patch = useRef<HTMLSpanElement>(null);
  const [ratio, setRatio] = useState(0);
  useLayoutEffect(() => {
    if (!patch.current) return;
    const { color, backgroundColor } = getComputedStyle(patch.current);
    setRatio(contrast(parsed(color), parsed(backgroundColor)));
  }, []);
  return (
    <li className={styles.pair} data-contrast={ratio.toFixed(2)} data-least={least}>
      <span ref={patch} className={styles.patch} style={{ color: `var(--${front})`, backgroundColor: `var(--${ground})` }} aria-hidden="true">
        <span className={styles.bar} />
      </span>
      <code>{`--${front} / --${ground}`}</code>
      <strong>{ratio.toFixed(1)}</strong>
    </li>
  );
}

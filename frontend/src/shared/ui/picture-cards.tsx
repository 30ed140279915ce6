import type { ReactNode } from 'react';
import styles from './picture-cards.module.css';

/** Strokes in a box of 24 by 24. */
const PICTURES = {
  read: 'M4 5h6.5a2 2 0 0 1 1.5 1v13a2 2 0 0 0-1.5-1H4zM20 5h-6.5a2 2 0 0 0-1.5 1v13a2 2 0 0 1 1.5-1H20z',
  write: 'M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5',
  alone: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  together:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c.4-3.8 3-6 6.5-6s6.1 2.2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.7 3.5 5.5',
  send: 'M12 19V5M5.5 11.5 12 5l6.5 6.5',
} as const;

export interface PictureStep {
  picture: keyof typeof PICTURES;
  words: ReactNode;
}

/** What happens, step by step: a picture and a few words each. */
export function PictureCards({ label, steps }: { label: string; steps: readonly PictureStep[] }) {
  return (
    <ol className={styles.cards} aria-label={label}>
      {steps.map(({ picture, words }, at) => (
        <li key={picture}>
          <span className={styles.number}>{at + 1}</span>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={PICTURES[picture]} />
          </svg>
          <span>{words}</span>
        </li>
      ))}
    </ol>
  );
}

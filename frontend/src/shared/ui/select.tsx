import { useId, type ReactNode } from 'react';
import { cx } from './cx';
import styles from './field.module.css';
import type { Choice } from './checkbox';

interface SelectProps {
  label: ReactNode;
  hint?: ReactNode;
  choices: readonly Choice[];
  value: string;
  onChange: (value: string) => void;
}

/** One of a list. The element is the platform's own: on a phone its picker is better than any of ours. */
export function Select({ label, hint, choices, value, onChange }: SelectProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={hintId} className={styles.hint}>
          {hint}
        </span>
      )}
      <span className={styles.picker}>
        <select
          id={id}
          className={cx(styles.box, styles.select)}
          aria-describedby={hint === undefined ? undefined : hintId}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} lang={choice.lang}>
              {choice.label}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}

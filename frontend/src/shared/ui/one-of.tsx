import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import styles from './one-of.module.css';

interface Way<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
}

interface OneOfProps<Value extends string> {
  label: ReactNode;
  value: Value;
  onChange: (value: Value) => void;
  choices: readonly Way<Value>[];
}

/** One of two or three that each need a sentence. */
export function OneOf<Value extends string>({ label, value, onChange, choices }: OneOfProps<Value>) {
  const pick = (picked: string): void => {
    const choice = choices.find((known) => known.value === picked);
    if (choice) onChange(choice.value);
  };
  return (
    <RadioGroup className={styles.group ?? ''} value={value} onChange={pick}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <div className={styles.ways}>
        {choices.map((choice) => (
          <RadioField key={choice.value} value={choice.value} className={styles.line ?? ''}>
            <RadioButton className={styles.way ?? ''}>
              <span className={styles.dot} aria-hidden="true" />
              <span>
                <strong>{choice.label}</strong>
                {choice.hint !== undefined && <span className={styles.hint}>{choice.hint}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}

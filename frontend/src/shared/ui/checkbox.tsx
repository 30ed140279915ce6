import type { ReactNode } from 'react';
import {
  CheckboxButton,
  CheckboxField,
  CheckboxGroup,
  FieldError,
  Label,
  Text,
  type CheckboxFieldProps as AriaProps,
} from 'react-aria-components';
import styles from './field.module.css';

const Tick = () => (
  <span className={styles.tick} aria-hidden="true">
    <svg viewBox="0 0 24 24">
      <path d="M4.5 12.5 10 18 19.5 7" />
    </svg>
  </span>
);

export interface CheckboxProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <CheckboxField {...rest} className={styles.line ?? ''}>
      <CheckboxButton className={styles.choice ?? ''}>
        <Tick />
        <span className={styles.words}>{children}</span>
      </CheckboxButton>
    </CheckboxField>
  );
}

export interface Choice {
  value: string;
  label: string;
  /** The language the label is in, where it is not the page's. */
  lang?: string;
}

interface ChoicesProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  choices: readonly Choice[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Several of a few, all in sight. */
export function Choices({ label, hint, error, choices, value, onChange }: ChoicesProps) {
  return (
    <CheckboxGroup
      className={styles.group ?? ''}
      value={[...value]}
      onChange={onChange}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <div className={styles.chips}>
        {choices.map((choice) => (
          <CheckboxField key={choice.value} value={choice.value} className={styles.line ?? ''}>
            <CheckboxButton className={styles.chip ?? ''}>
              <Tick />
              <span lang={choice.lang}>{choice.label}</span>
            </CheckboxButton>
          </CheckboxField>
        ))}
      </div>
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </CheckboxGroup>
  );
}

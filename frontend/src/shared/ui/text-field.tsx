import type { HTMLAttributes, ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components';
import { cx } from './cx';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<
  AriaProps,
  'className' | 'style' | 'children' | 'isInvalid'
> {
  label: ReactNode;
  /** One sentence under the label. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; shown and read out, the field is marked. */
  error?: ReactNode;
  /** As many lines as given; one without it. */
  lines?: number;
  /** Wide-set symbols for codes. */
  code?: boolean;
  placeholder?: string;
  autoCapitalize?: HTMLAttributes<HTMLElement>['autoCapitalize'];
}

export function TextField(props: TextFieldProps) {
  const { label, hint, error, lines, code = false, placeholder, autoCapitalize, ...rest } = props;
  const input = {
    className: cx(styles.box, code && styles.code),
    ...(placeholder !== undefined && { placeholder }),
    ...(autoCapitalize !== undefined && { autoCapitalize }),
  };
  return (
    <AriaTextField
      {...rest}
      className={styles.field ?? ''}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      {lines ? (
        <TextArea rows={lines} {...input} />
      ) : (
        <Input {...input} />
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}

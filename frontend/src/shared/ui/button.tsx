import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Link } from '../routing/link';
import styles from './button.module.css';
import { cx } from './cx';
import { Spinner } from './spinner';

/**
 * `go` is the one thing a screen is about; `calm` for all the others; `bare` for a word in a line;
 * `danger` for what cannot be taken back.
 */
export type ButtonKind = 'go' | 'calm' | 'bare' | 'danger';

interface Look {
  kind?: ButtonKind;
  /** As wide as what it stands in. */
  wide?: boolean;
}

const look = ({ kind = 'calm', wide = false }: Look): string =>
  cx(styles.button, styles[kind], wide && styles.wide);

export interface ButtonProps extends Look, Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  children: ReactNode;
  /** Keeps its place and its focus, and says that it works. */
  busy?: boolean;
}

/** While it is busy it does nothing, neither for a press nor for the form around it. */
const INERT = { type: 'button', onPress: () => undefined } as const;

export function Button({ kind, wide, busy = false, children, ...rest }: ButtonProps) {
  const shape = { ...(kind && { kind }), ...(wide && { wide }) };
  return (
    <AriaButton {...rest} {...(busy && INERT)} className={cx(look(shape), busy && styles.busy)}>
      {busy && <Spinner small />}
      {children}
      {busy && (
        <span className="visually-hidden">
          <Trans>(working on it)</Trans>
        </span>
      )}
    </AriaButton>
  );
}

interface LinkButtonProps extends Look {
  to: string;
  children: ReactNode;
}

/** Goes somewhere, so it is a link; looks like a button. */
export function LinkButton({ to, children, ...shape }: LinkButtonProps) {
  return (
    <Link to={to} className={look(shape)}>
      {children}
    </Link>
  );
}

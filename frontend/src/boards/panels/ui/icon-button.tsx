import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { cx } from '../../../shared/ui';
import styles from './icon-button.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'title' | 'className'> {
  /** What it does, in words: read out, and shown on hovering. */
  label: string;
  /** The key that does the same. */
  shortcut?: string;
  icon: ReactNode;
  /** The words beside the icon, where there is room for them. */
  children?: ReactNode;
  strong?: boolean;
}

export function IconButton({ label, shortcut, icon, children, strong = false, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, strong && styles.strong)}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut.replace('Control', 'Ctrl')})` : label}
    >
      {icon}
      {children}
    </button>
  );
}

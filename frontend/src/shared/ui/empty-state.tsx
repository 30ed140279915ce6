import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: what will be, and how it gets here. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <svg className={styles.note} viewBox="0 0 72 64" aria-hidden="true">
        <path className={styles.back} d="M14 10h40v40H14z" />
        <path className={styles.front} d="M22 14h40v28L50 54H22z" />
        <path className={styles.fold} d="M62 42H50v12z" />
      </svg>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <p className={styles.words}>{children}</p>}
      {action}
    </div>
  );
}

import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './notice.module.css';

export type NoticeKind = 'error' | 'offline' | 'info' | 'ok';

const SIGN: Record<NoticeKind, ReactNode> = {
  error: <path d="M12 6v7.5M12 17.6v.1" />,
  offline: <path d="M4 9.5a12 12 0 0 1 16 0M7.5 13.5a7 7 0 0 1 9 0M12 17.6v.1M4 4l16 16" />,
  info: <path d="M12 11v6.5M12 6.9v.1" />,
  ok: <path d="M5.5 12.5 10 17l8.5-9.5" />,
};
/** Only what went wrong may interrupt; the rest waits until the reader pauses. */
const ROLE: Record<NoticeKind, 'alert' | 'status' | undefined> = {
  error: 'alert',
  offline: 'status',
  ok: 'status',
  info: undefined,
};

export interface NoticeProps {
  kind: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  /** What can be done about it. */
  action?: ReactNode | undefined;
  /** Across the whole width, at the top of a page. */
  band?: boolean;
}

export function Notice({ kind, title, children, action, band = false }: NoticeProps) {
  return (
    <div className={cx(styles.notice, styles[kind], band && styles.band)} role={ROLE[kind]}>
      <svg className={styles.sign} viewBox="0 0 24 24" aria-hidden="true">
        {SIGN[kind]}
      </svg>
      <div className={styles.said}>
        <div className={styles.words}>
          {title !== undefined && <strong>{title}</strong>}
          {children !== undefined && <div>{children}</div>}
        </div>
        {action !== undefined && <div className={styles.action}>{action}</div>}
      </div>
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from '../shared/routing/link';
import styles from './lab.module.css';

/** Above the heading of a page: the page it hangs on. */
export function Back({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={styles.back}>
      {children}
    </Link>
  );
}

export const BackToLab = () => (
  <Back to="/lab">
    <Trans>The lab</Trans>
  </Back>
);

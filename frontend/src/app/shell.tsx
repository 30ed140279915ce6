import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from '../shared/routing/link';
import { Wordmark } from '../shared/ui';
import { PlainSwitch } from '../shared/ui/plain-switch';
import { ConnectionBand } from './connection-band';
import { LanguageSwitch } from './language-switch';
import styles from './shell.module.css';

interface ShellProps {
  bare: boolean;
  children: ReactNode;
}

/** What stands around every screen. A bare one (a board) gets the whole window. */
export function Shell({ bare, children }: ShellProps) {
  return (
    <>
      <a href="#main" className={styles.skip}>
        <Trans>Skip to the content</Trans>
      </a>
      {!bare && <Header />}
      {!bare && <ConnectionBand />}
      <main id="main" tabIndex={-1} className={bare ? styles.bare : styles.main}>
        {children}
      </main>
    </>
  );
}

function Header() {
  const { t } = useLingui();
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.home} aria-label={t`LiveLab, to the start`}>
        <Wordmark />
      </Link>
      <div className={styles.switches}>
        <PlainSwitch className={styles.plain} />
        <LanguageSwitch />
      </div>
    </header>
  );
}

import type { ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, LinkButton, Waiting, Wordmark } from '../../shared/ui';
import styles from './states.module.css';

/** A page that is not a board (yet, or any more). */
function Plain({ title, children, actions }: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.plain}>
      <Wordmark label="LiveLab" />
      <h1>{title}</h1>
      {children}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

const Home = () => (
  <LinkButton to="/">
    <Trans>All boards</Trans>
  </LinkButton>
);

export function Opening() {
  const { t } = useLingui();
  return (
    <div className={styles.plain}>
      <Wordmark label="LiveLab" />
      <Waiting>{t`Opening the board…`}</Waiting>
    </div>
  );
}

/** No link, and nothing known of the board yet. */
export function OutOfReach({ onTry }: { onTry: () => void }) {
  return (
    <Plain
      title={<Trans>The board cannot be reached</Trans>}
      actions={
        <>
          <Button kind="go" onPress={onTry}>
            <Trans>Try now</Trans>
          </Button>
          <Home />
        </>
      }
    >
      <p role="status">
        <Trans>There is no connection to the lab. It is tried again by itself; what you wrote on this device is kept.</Trans>
      </p>
    </Plain>
  );
}

export function ReloadPage() {
  return (
    <Plain
      title={<Trans>LiveLab was renewed</Trans>}
      actions={
        <Button kind="go" autoFocus onPress={() => window.location.reload()}>
          <Trans>Reload the page</Trans>
        </Button>
      }
    >
      <p role="alert">
        <Trans>Reload this page to go on. What you wrote is kept on this device.</Trans>
      </p>
    </Plain>
  );
}

/** This device is nobody yet. */
export function SignIn() {
  return (
    <Plain
      title={<Trans>Join first</Trans>}
      actions={
        <LinkButton kind="go" to="/">
          <Trans>Enter your code</Trans>
        </LinkButton>
      }
    >
      <p>
        <Trans>A board opens for whoever joined it. Enter the code you were given; no account is needed.</Trans>
      </p>
    </Plain>
  );
}

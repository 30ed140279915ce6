import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Button, Notice } from '../shared/ui';
import styles from './shell.module.css';

interface FailureState {
  failed: boolean;
}

/** When a screen breaks, the person gets a sentence and a way on, not a blank page. */
export class Failure extends Component<{ children: ReactNode }, FailureState> {
  override state: FailureState = { failed: false };

  static getDerivedStateFromError(): FailureState {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={styles.main}>
        <Notice
          kind="error"
          title={<Trans>This page could not be shown.</Trans>}
          action={
            <Button onPress={() => window.location.reload()}>
              <Trans>Load it again</Trans>
            </Button>
          }
        >
          <Trans>What the server had accepted is kept.</Trans>
        </Notice>
      </main>
    );
  }
}

import { useState } from 'react';
import { Trans } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { LateReveal } from './late';
import styles from './mode-banner.module.css';
import { LockIcon } from './ui/icons';

/** What the mode of the board means for whoever writes now. */
export function ModeBanner() {
  const { board } = useWorkspace();
  const about = useObservable(board.about);
  const [asking, setAsking] = useState(false);
  if (about?.mode !== 'silent') return null;
  return (
    <div className={styles.banner} role="status">
      <span className={styles.sign}>
        <LockIcon />
      </span>
      <p className={styles.words}>
        <Trans>
          <strong>Writing in silence:</strong> only you see your notes until they are revealed
        </Trans>
      </p>
      {about.may.includes('reveal') && (
        <Button kind="go" onPress={() => setAsking(true)}>
          <Trans>Reveal</Trans>
        </Button>
      )}
      {asking && <LateReveal onClose={() => setAsking(false)} />}
    </div>
  );
}

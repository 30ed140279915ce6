import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './mode-banner.module.css';
import { LockIcon } from './ui/icons';
import { Sheet } from './ui/sheet';

function RevealQuestion({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const reveal = (): void => {
    board.do({ t: 'reveal' });
    onClose();
  };
  return (
    <Sheet
      title={t`Reveal all notes?`}
      question
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Not yet</Trans>
          </Button>
          <Button kind="go" onPress={reveal}>
            <Trans>Reveal now</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>Everybody on this board will see every note and who wrote it. This cannot be taken back.</Trans>
      </p>
    </Sheet>
  );
}

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
      {asking && <RevealQuestion onClose={() => setAsking(false)} />}
    </div>
  );
}

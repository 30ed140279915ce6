import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ErrorNotice, ErrorSentence } from '../../shared/error-notice';
import { Button, Notice, Spinner } from '../../shared/ui';
import { usePublish } from '../queries';
import { useFieldTitle } from '../words';
import styles from './edit.module.css';
import { Preview } from './preview';
import type { Saving, Written } from './saving';

interface PublishBarProps {
  saving: Saving;
  written: Written;
  language: string;
}

/** Always in sight: whether all is saved, how it will look, and the way out to readers. */
export function PublishBar({ saving, written, language }: PublishBarProps) {
  const { draft, mine } = written;
  const publish = usePublish(draft.id);
  const titled = useFieldTitle();
  const [looking, setLooking] = useState(false);
  const [tried, setTried] = useState(false);
  const goOut = async (): Promise<void> => {
    setTried(false);
    if (!(await saving.flush())) return;
    const { missing, revision } = saving.read().draft;
    if (missing.length > 0) setTried(true);
    else publish.mutate({ revision }, { onSuccess: saving.adopt });
  };
  const isNew = draft.version === 0;
  const lacking = draft.missing.map(titled).join(', ');
  return (
    <>
      <div className={styles.publish}>
        <SavedOrNot written={written} />
        <div className={styles.row}>
          <Button onPress={() => setLooking(true)}>
            <Trans>See it on a phone</Trans>
          </Button>
          <Button
            kind="go"
            busy={publish.isPending}
            isDisabled={!draft.changed && written.phase === 'saved'}
            onPress={() => void goOut()}
          >
            {isNew ? <Trans>Publish</Trans> : <Trans>Publish the changes</Trans>}
          </Button>
        </div>
      </div>
      {tried && draft.missing.length > 0 && (
        <Notice kind="error" title={<Trans>Something is missing still.</Trans>}>
          <Trans>Write this first: {lacking}. A language you do not need can stay empty.</Trans>
        </Notice>
      )}
      {written.error && (
        <Notice kind="error" title={<Trans>This could not be saved yet. It stays on this device.</Trans>}>
          <ErrorSentence error={written.error} />
        </Notice>
      )}
      <ErrorNotice error={publish.error} />
      <Preview open={looking} onClose={() => setLooking(false)} draft={draft} mine={mine} language={language} />
    </>
  );
}

/** Saving said in words; what readers do not see yet is said too. */
function SavedOrNot({ written: { phase, draft } }: { written: Written }) {
  const { t } = useLingui();
  const said: Record<Written['phase'], string> = {
    saved: draft.version > 0 && draft.changed ? t`All saved. Readers do not see the changes yet.` : t`All saved`,
    waiting: t`Saving…`,
    saving: t`Saving…`,
    offline: t`No connection. What you write stays on this device and is saved later.`,
    refused: t`Not saved`,
  };
  const works = phase === 'waiting' || phase === 'saving';
  return (
    <p className={styles[phase]} role="status">
      {works ? <Spinner small /> : <span aria-hidden="true" className={styles.sign} />}
      {said[phase]}
    </p>
  );
}

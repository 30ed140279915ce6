import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Look } from '../../api/types';
import { onSubmit } from '../../shared/form';
import { usePlain } from '../../shared/plain';
import { Screen } from '../../shared/screen';
import { Button, Select, Steps, TextField } from '../../shared/ui';
import styles from '../accounts.module.css';
import { useDisciplines } from '../disciplines';
import { SpokenLanguages } from '../spoken-languages';
import type { ChangeDraft, Draft } from './draft';

interface YouStepProps {
  look: Look;
  draft: Draft;
  change: ChangeDraft;
  onNext: () => void;
}

const LONGEST_LABEL = 60;

/** Who you are here: as little as the session can do with. */
export function YouStep({ look, draft, change, onNext }: YouStepProps) {
  const { t } = useLingui();
  const [tried, setTried] = useState(false);
  const disciplines = useDisciplines();
  const plain = usePlain();
  const unnamed = draft.label.trim() === '';
  const submit = onSubmit(() => {
    setTried(true);
    if (!unnamed) onNext();
    return !unnamed;
  });
  return (
    <Screen
      title={plain ? t`What is your name?` : t`What shall we call you?`}
      over={<Steps at={2} of={3} label={look.target.title} />}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`Name or role`}
          hint={plain ? <Trans>Others see it. You may make one up.</Trans> : <Trans>The others see this beside what you write. It need not be your real name: “Glass sorter” will do.</Trans>}
          value={draft.label}
          onChange={(label) => change({ label })}
          maxLength={LONGEST_LABEL}
          autoComplete="nickname"
          error={tried && unnamed ? t`Type a name or a role first.` : undefined}
          isRequired
        />
        <SpokenLanguages
          first={look.lab.languages}
          value={draft.languages}
          onChange={(languages) => change({ languages })}
        />
        {!plain && <Select
          label={
            <Trans>
              What you know most about <span className={styles.small}>(you may skip this)</span>
            </Trans>
          }
          choices={disciplines}
          value={draft.discipline}
          onChange={(discipline) => change({ discipline })}
        />}
        {!plain && <TextField
          label={
            <Trans>
              Organisation <span className={styles.small}>(you may skip this)</span>
            </Trans>
          }
          value={draft.organisation ?? ''}
          onChange={(organisation) => change({ organisation })}
          maxLength={120}
          autoComplete="organization"
        />}
        <Button type="submit" kind="go" wide>
          <Trans>Next</Trans>
        </Button>
      </form>
    </Screen>
  );
}

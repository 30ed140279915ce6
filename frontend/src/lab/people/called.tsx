import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LabPerson } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { Button, Card, Notice, TextField } from '../../shared/ui';
import styles from './people.module.css';
import { useRename } from './queries';

/** What the others read beside what she writes. */
export function Called({ person }: { person: LabPerson }) {
  const { t } = useLingui();
  const rename = useRename(person.id);
  const [label, setLabel] = useState(person.label);
  const [tried, setTried] = useState(false);
  const submit = onSubmit(() => {
    setTried(true);
    const named = label.trim() !== '';
    if (named) rename.mutate({ label: label.trim() }, { onSuccess: (page) => setLabel(page.person.label) });
    return named;
  });
  return (
    <Card title={<Trans>Name or role</Trans>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`The others read`}
          value={label}
          onChange={setLabel}
          maxLength={60}
          error={tried && label.trim() === '' ? t`Type a name first.` : undefined}
        />
        <ErrorNotice error={rename.error} />
        {rename.isSuccess && (
          <Notice kind="ok">
            <Trans>Everybody reads the new name now.</Trans>
          </Notice>
        )}
        <Button type="submit" busy={rename.isPending}>
          <Trans>Change it</Trans>
        </Button>
      </form>
    </Card>
  );
}

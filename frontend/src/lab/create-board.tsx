import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useCreateBoard } from '../api/queries';
import type { BoardMode } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { onSubmit } from '../shared/form';
import { Button, Card, Notice, TextField } from '../shared/ui';
import { OneOf } from '../shared/ui/one-of';
import { JoinCode } from './join-code';
import styles from './lab.module.css';

/** A new board in two answers; its join code is there at once. */
export function CreateBoard() {
  const { t } = useLingui();
  const create = useCreateBoard();
  const [title, setTitle] = useState('');
  const [mode, setMode] = useState<BoardMode>('open');
  const [tried, setTried] = useState(false);
  const made = create.data;
  const submit = onSubmit(() => {
    setTried(true);
    const titled = title.trim() !== '';
    if (titled) create.mutate({ title: title.trim(), mode }, { onSuccess: clear });
    return titled;
  });
  const clear = (): void => {
    setTitle('');
    setTried(false);
  };
  const madeTitle = made?.title;
  return (
    <Card title={<Trans>New board</Trans>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`Title`}
          hint={<Trans>The question people think about. They see it before they join.</Trans>}
          value={title}
          onChange={setTitle}
          maxLength={120}
          error={tried && title.trim() === '' ? t`Give it a title first.` : undefined}
        />
        <OneOf<BoardMode>
          label={t`How people begin`}
          value={mode}
          onChange={setMode}
          choices={[
            {
              value: 'open',
              label: t`Together`,
              hint: t`Everybody sees every note at once.`,
            },
            {
              value: 'silent',
              label: t`In silence`,
              hint: t`Each writes alone; you show all notes at one moment.`,
            },
          ]}
        />
        <ErrorNotice error={create.error} />
        <Button type="submit" kind="go" busy={create.isPending}>
          <Trans>Make the board</Trans>
        </Button>
      </form>
      {made && (
        <>
          <Notice kind="ok" title={<Trans>“{madeTitle}” is ready.</Trans>} />
          <JoinCode key={made.id} board={made} />
        </>
      )}
    </Card>
  );
}

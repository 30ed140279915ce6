import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { ErrorNotice } from '../shared/error-notice';
import { onSubmit } from '../shared/form';
import { choose } from '../shared/language';
import { go } from '../shared/routing/place';
import { Button, Card, TextField } from '../shared/ui';
import styles from './challenges.module.css';
import { useBegin } from './queries';

/** A challenge begins with a title; everything else is written on its own page. */
export function BeginChallenge() {
  const { t, i18n } = useLingui();
  const begin = useBegin();
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const submit = onSubmit(() => {
    const said = title.trim();
    setTried(said === '');
    const body = { title: said, language: choose([i18n.locale]) };
    if (said !== '') begin.mutate(body, { onSuccess: ({ id }) => go(`/challenges/${id}/edit`) });
    return said !== '';
  });
  return (
    <Card title={<Trans>Bring a challenge</Trans>}>
      <form className={styles.begin} onSubmit={submit} noValidate>
        <TextField
          label={t`Title`}
          hint={<Trans>A few words that somebody remembers. You can change them later.</Trans>}
          value={title}
          onChange={setTitle}
          maxLength={160}
          error={tried && title.trim() === '' ? t`Give it a title first.` : undefined}
        />
        <Button type="submit" kind="go" busy={begin.isPending}>
          <Trans>Begin</Trans>
        </Button>
      </form>
      <ErrorNotice error={begin.error} />
    </Card>
  );
}

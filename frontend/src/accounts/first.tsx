import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { isRefusal, useFirst } from '../api/queries';
import { ErrorNotice, ErrorSentence } from '../shared/error-notice';
import { onSubmit } from '../shared/form';
import { go } from '../shared/routing/place';
import { Screen } from '../shared/screen';
import { choose } from '../shared/language';
import { Button, TextField } from '../shared/ui';
import styles from './accounts.module.css';
import { PasswordField } from './password-field';

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** The one link that makes somebody the first administrator of an empty lab. */
export default function First({ token }: { token: string }) {
  const { t, i18n } = useLingui();
  const first = useFirst();
  const [label, setLabel] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const complete = label.trim() !== '' && EMAIL.test(email.trim()) && password !== '';
  const { error } = first;
  const aboutEmail = isRefusal(error, 'email_taken') && error;
  const aboutPassword = isRefusal(error, 'password_weak') && error;
  const enter = (): void => go('/lab', { replace: true });
  const submit = onSubmit(() => {
    setTried(true);
    const said = { token, email: email.trim(), password, label: label.trim(), language: choose([i18n.locale]) };
    if (complete) first.mutate(said, { onSuccess: enter });
    return complete;
  });
  return (
    <Screen
      title={t`Open your lab`}
      lead={<Trans>You are the first here. With these three you look after the lab from now on.</Trans>}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`Your name in the lab`}
          autoComplete="name"
          value={label}
          onChange={setLabel}
          error={tried && label.trim() === '' ? t`Type a name first.` : undefined}
          isRequired
        />
        <TextField
          label={t`E-mail address`}
          hint={<Trans>Only for signing in. The others do not see it.</Trans>}
          type="email"
          inputMode="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={
            aboutEmail ? (
              <ErrorSentence error={aboutEmail} />
            ) : tried && !EMAIL.test(email.trim()) ? (
              t`Type an e-mail address, with an @ in it.`
            ) : undefined
          }
          isRequired
        />
        <PasswordField
          fresh
          value={password}
          onChange={setPassword}
          error={
            aboutPassword ? (
              <ErrorSentence error={aboutPassword} />
            ) : tried && password === '' ? (
              t`Think of a password first.`
            ) : undefined
          }
        />
        {!aboutEmail && !aboutPassword && <ErrorNotice error={error} />}
        <Button type="submit" kind="go" wide busy={first.isPending}>
          <Trans>Open the lab</Trans>
        </Button>
      </form>
    </Screen>
  );
}

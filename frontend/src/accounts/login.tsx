import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLogin } from '../api/queries';
import { ErrorNotice } from '../shared/error-notice';
import { onSubmit } from '../shared/form';
import { Link } from '../shared/routing/link';
import { go, safePath, usePlace } from '../shared/routing/place';
import { Screen } from '../shared/screen';
import { Button, TextField } from '../shared/ui';
import styles from './accounts.module.css';
import { PasswordField } from './password-field';

/** For those who have a log-in: facilitators, owners, administrators. */
export default function Login() {
  const { t } = useLingui();
  const login = useLogin();
  const next = usePlace().query.get('next');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const enter = (): void => go(next === null ? '/lab' : safePath(next));
  const submit = onSubmit(() => {
    setTried(true);
    const complete = name.trim() !== '' && password !== '';
    if (complete) login.mutate({ name: name.trim(), password }, { onSuccess: enter });
    return complete;
  });
  return (
    <Screen
      title={t`Sign in`}
      lead={<Trans>For who runs sessions or looks after the lab. Taking part needs a code only.</Trans>}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`E-mail address or user name`}
          autoCapitalize="none"
          autoComplete="username"
          value={name}
          onChange={setName}
          error={tried && name.trim() === '' ? t`Type your e-mail address or user name.` : undefined}
          isRequired
        />
        <PasswordField
          value={password}
          onChange={setPassword}
          error={tried && password === '' ? t`Type your password.` : undefined}
        />
        <ErrorNotice error={login.error} />
        <Button type="submit" kind="go" wide busy={login.isPending}>
          <Trans>Sign in</Trans>
        </Button>
      </form>
      <p className={styles.line}>
        <Link to="/">
          <Trans>I have a join code</Trans>
        </Link>
      </p>
    </Screen>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { PasswordField } from '../../accounts/password-field';
import { isRefusal } from '../../api/queries';
import { ErrorNotice, ErrorSentence } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { Screen } from '../../shared/screen';
import { Button, Card, Notice } from '../../shared/ui';
import { BackToLab } from '../back';
import styles from './links.module.css';
import { useChangePassword } from './queries';

/** Another password of one's own. */
export default function Password() {
  const { t } = useLingui();
  const change = useChangePassword();
  const [old, setOld] = useState('');
  const [fresh, setFresh] = useState('');
  const [tried, setTried] = useState(false);
  const aboutOld = isRefusal(change.error, 'login_failed') ? t`This is not your password.` : undefined;
  const weak = isRefusal(change.error, 'password_weak') && change.error;
  const aboutFresh = weak ? <ErrorSentence error={weak} /> : undefined;
  const done = (): void => {
    setOld('');
    setFresh('');
    setTried(false);
  };
  const submit = onSubmit(() => {
    setTried(true);
    const complete = old !== '' && fresh !== '';
    if (complete) change.mutate({ old, new: fresh }, { onSuccess: done });
    return complete;
  });
  return (
    <Screen
      title={t`Your password`}
      over={<BackToLab />}
      lead={<Trans>With a new one you stay signed in here and are signed out everywhere else.</Trans>}
    >
      {change.isSuccess && (
        <Notice kind="ok">
          <Trans>You have a new password.</Trans>
        </Notice>
      )}
      <form className={styles.form} onSubmit={submit} noValidate>
        <Card title={<Trans>The one you have</Trans>}>
          <PasswordField value={old} onChange={setOld} error={aboutOld ?? (tried && old === '' ? t`Type your password.` : undefined)} />
        </Card>
        <Card title={<Trans>The new one</Trans>}>
          <PasswordField fresh value={fresh} onChange={setFresh} error={aboutFresh ?? (tried && fresh === '' ? t`Think of a password first.` : undefined)} />
        </Card>
        {!aboutOld && !aboutFresh && <ErrorNotice error={change.error} />}
        <Button type="submit" kind="go" busy={change.isPending}>
          <Trans>Change the password</Trans>
        </Button>
      </form>
    </Screen>
  );
}

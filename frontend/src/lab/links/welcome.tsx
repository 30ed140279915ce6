import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { PasswordField } from '../../accounts/password-field';
import { isRefusal } from '../../api/queries';
import type { LabRole, LinkLook } from '../../api/types';
import { ErrorNotice, ErrorSentence } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { choose } from '../../shared/language';
import { go } from '../../shared/routing/place';
import { Screen } from '../../shared/screen';
import { Button, Checkbox, EmptyState, LinkButton, TextField, Waiting } from '../../shared/ui';
import { useRoles } from '../roles';
import styles from './links.module.css';
import { useAccept, useLinkLook, useReset } from './queries';

const NAME = /^([^\s@]+@[^\s@]+\.[^\s@]+|[a-z0-9][a-z0-9._-]{2,59})$/i;
const enter = (): void => go('/lab', { replace: true });

/** The secret is taken out of the address at once, so that it stays in no history. */
function takeToken(): string {
  const token = window.location.hash.slice(1);
  if (token !== '') window.history.replaceState(null, '', window.location.pathname);
  return token;
}

/** Whoever follows a one-time link: to a log-in, or to a new password. */
export default function Welcome() {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    // Another link opened from this very page changes only what is behind the `#`.
    const another = (): void => {
      const next = takeToken();
      if (next !== '') setToken(next);
    };
    window.addEventListener('hashchange', another);
    return () => window.removeEventListener('hashchange', another);
  }, []);
  const look = useLinkLook(token);
  if (token === '' || isRefusal(look.error, 'link_unknown')) return <NoLink />;
  if (look.data?.kind === 'reset') return <NewPassword key={token} token={token} look={look.data} />;
  if (look.data) return <Invited key={token} token={token} look={look.data} />;
  return look.error ? <Stuck error={look.error} onRetry={look.refetch} /> : <Looking />;
}

const Looking = () => (
  <Waiting whole>
    <Trans>One moment…</Trans>
  </Waiting>
);

function Stuck({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useLingui();
  return (
    <Screen title={t`Your link`}>
      <ErrorNotice error={error} onRetry={onRetry} />
    </Screen>
  );
}

function NoLink() {
  const { t } = useLingui();
  return (
    <Screen title={t`Your link`}>
      <EmptyState
        title={<Trans>This link does not work any more.</Trans>}
        action={
          <LinkButton to="/login" kind="go">
            <Trans>Sign in</Trans>
          </LinkButton>
        }
      >
        <Trans>It works once and not for ever. Ask who gave it to you for a new one.</Trans>
      </EmptyState>
    </Screen>
  );
}

function Invited({ token, look }: { token: string; look: LinkLook }) {
  const { t, i18n } = useLingui();
  const roles = useRoles();
  const accept = useAccept();
  const [said, setSaid] = useState({ label: '', name: '', password: '' });
  const [consents, setConsents] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const role = roles[look.role as LabRole];
  const lab = look.lab.name;
  const required = look.consents.filter((one) => one.required).every((one) => consents.includes(one.purpose));
  const named = NAME.test(said.name.trim());
  const complete = said.label.trim() !== '' && named && said.password !== '' && required;
  const set = (change: Partial<typeof said>): void => setSaid({ ...said, ...change });
  const aboutName = isRefusal(accept.error, 'email_taken') && accept.error;
  const aboutPassword = isRefusal(accept.error, 'password_weak') && accept.error;
  const submit = onSubmit(() => {
    setTried(true);
    const body = { token, ...said, name: said.name.trim(), language: choose([i18n.locale]), consents };
    if (complete) accept.mutate(body, { onSuccess: enter });
    return complete;
  });
  return (
    <Screen title={lab} over={t`You are invited`} lead={<Trans>As {role}. With a log-in you come back whenever you like.</Trans>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`Your name in the lab`}
          value={said.label}
          onChange={(label) => set({ label })}
          maxLength={60}
          error={tried && said.label.trim() === '' ? t`Type a name first.` : undefined}
        />
        <TextField
          label={t`E-mail address or user name`}
          hint={<Trans>Only for signing in; the others do not see it. If you have a log-in here, use that one.</Trans>}
          autoComplete="username"
          autoCapitalize="none"
          value={said.name}
          onChange={(name) => set({ name })}
          error={
            aboutName ? <ErrorSentence error={aboutName} /> : tried && !named ? t`An e-mail address, or at least three letters, digits, dots or dashes.` : undefined
          }
        />
        <PasswordField
          fresh
          value={said.password}
          onChange={(password) => set({ password })}
          error={
            aboutPassword ? <ErrorSentence error={aboutPassword} /> : tried && said.password === '' ? t`Think of a password first.` : undefined
          }
        />
        {look.consents.map((one) => (
          <Checkbox
            key={one.purpose}
            isSelected={consents.includes(one.purpose)}
            isInvalid={tried && one.required && !consents.includes(one.purpose)}
            onChange={(yes) => setConsents(yes ? [...consents, one.purpose] : consents.filter((other) => other !== one.purpose))}
          >
            {one.text}
          </Checkbox>
        ))}
        {tried && !required && (
          <p role="alert">
            <Trans>Tick the first box to go on; the others are yours to choose.</Trans>
          </p>
        )}
        {!aboutName && !aboutPassword && <ErrorNotice error={accept.error} />}
        <Button type="submit" kind="go" wide busy={accept.isPending}>
          <Trans>Come in</Trans>
        </Button>
      </form>
    </Screen>
  );
}

function NewPassword({ token, look }: { token: string; look: LinkLook }) {
  const { t } = useLingui();
  const reset = useReset();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const aboutPassword = isRefusal(reset.error, 'password_weak') && reset.error;
  const name = look.login;
  const submit = onSubmit(() => {
    setTried(true);
    if (password !== '') reset.mutate({ token, password }, { onSuccess: enter });
    return password !== '';
  });
  return (
    <Screen title={t`A new password`} lead={<Trans>For the log-in {name}. Every other device is signed out with it.</Trans>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <input type="hidden" name="username" autoComplete="username" value={name} readOnly />
        <PasswordField
          fresh
          value={password}
          onChange={setPassword}
          error={aboutPassword ? <ErrorSentence error={aboutPassword} /> : tried && password === '' ? t`Think of a password first.` : undefined}
        />
        {!aboutPassword && <ErrorNotice error={reset.error} />}
        <Button type="submit" kind="go" wide busy={reset.isPending}>
          <Trans>Set it and come in</Trans>
        </Button>
      </form>
    </Screen>
  );
}

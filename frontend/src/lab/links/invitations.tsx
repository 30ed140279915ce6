import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { LabRole, LoginLink } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { Screen } from '../../shared/screen';
import { Button, Card, EmptyState, Select, TextField, Waiting } from '../../shared/ui';
import { BackToLab } from '../back';
import { useDay } from '../dates';
import { useRoles } from '../roles';
import { LinkSheet } from './link-sheet';
import styles from './links.module.css';
import { useInvitations, useInvite, useRevoke } from './queries';

/** Log-ins for who runs the lab, brings challenges or looks on; guests need a code only. */
export default function Invitations() {
  const { t } = useLingui();
  const open = useInvitations();
  return (
    <Screen
      wide
      title={t`Invitations`}
      over={<BackToLab />}
      lead={<Trans>For people who sign in. Who only takes part needs a join code, and no log-in.</Trans>}
    >
      <ErrorNotice error={open.error} onRetry={open.refetch} />
      {open.isPending && (
        <Waiting>
          <Trans>Fetching the links…</Trans>
        </Waiting>
      )}
      {open.data && (
        <div className={styles.columns}>
          <Invite />
          <Card title={<Trans>Links nobody has opened yet</Trans>}>
            <OpenLinks links={open.data} />
          </Card>
        </div>
      )}
    </Screen>
  );
}

function Invite() {
  const { t } = useLingui();
  const roles = useRoles();
  const invite = useInvite();
  const [role, setRole] = useState<LabRole>('facilitator');
  const [note, setNote] = useState('');
  const submit = onSubmit(() => {
    invite.mutate({ role, note }, { onSuccess: () => setNote('') });
    return true;
  });
  return (
    <Card title={<Trans>Invite somebody</Trans>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Select
          label={t`Will be`}
          value={role}
          onChange={(chosen) => setRole(chosen as LabRole)}
          choices={Object.entries(roles)
            .filter(([value]) => value !== 'participant')
            .map(([value, label]) => ({ value, label }))}
        />
        <TextField
          label={t`For whom`}
          hint={<Trans>Only so that you can tell the links apart; forgotten once the link is used.</Trans>}
          value={note}
          onChange={setNote}
          maxLength={60}
        />
        <ErrorNotice error={invite.error} />
        <Button type="submit" kind="go" busy={invite.isPending}>
          <Trans>Make a link</Trans>
        </Button>
      </form>
      {invite.data && <LinkSheet key={invite.data.token} made={invite.data} />}
    </Card>
  );
}

function OpenLinks({ links }: { links: readonly LoginLink[] }) {
  if (links.length === 0) {
    return (
      <EmptyState title={<Trans>No link is waiting.</Trans>}>
        <Trans>A link that you make stands here until somebody opens it, or until it ends.</Trans>
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {links.map((link) => (
        <li key={link.id} className={styles.line}>
          <OpenLink link={link} />
        </li>
      ))}
    </ul>
  );
}

function OpenLink({ link }: { link: LoginLink }) {
  const roles = useRoles();
  const day = useDay();
  const revoke = useRevoke(link.id);
  const until = day(link.expires_at);
  const named = link.note === '' ? '' : `${link.note} · `;
  return (
    <>
      <span>
        <strong>
          {named}
          {link.kind === 'reset' ? <Trans>new password</Trans> : roles[link.role as LabRole]}
        </strong>{' '}
        <span className={styles.soft}>
          <Trans>until {until}</Trans>
        </span>
      </span>
      <Button busy={revoke.isPending} onPress={() => revoke.mutate()}>
        <Trans>Withdraw</Trans>
        <span className="visually-hidden"> {link.note}</span>
      </Button>
      <ErrorNotice error={revoke.error} />
    </>
  );
}

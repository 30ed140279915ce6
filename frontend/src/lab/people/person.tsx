import { Trans, useLingui } from '@lingui/react/macro';
import { isRefusal } from '../../api/queries';
import type { PersonOfLab } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Screen } from '../../shared/screen';
import { EmptyState, LinkButton, Notice, Waiting } from '../../shared/ui';
import { Back } from '../back';
import { useRoleNames } from '../roles';
import { Called } from './called';
import { Devices } from './devices';
import { PasswordLink } from './new-password';
import { OfOrganisation } from './of-organisation';
import styles from './people.module.css';
import { usePerson } from './queries';
import { Roles } from './roles-held';
import { Stay } from './stay';

/** One person of the lab: what she is in it, and what an administrator may do about it. */
export function PersonPage({ id }: { id: string }) {
  const person = usePerson(id);
  if (person.data) return <Whole page={person.data} />;
  if (isRefusal(person.error, 'other_lab')) return <NoSuchPerson />;
  return <Opening error={person.error} onRetry={person.refetch} />;
}

function Whole({ page }: { page: PersonOfLab }) {
  const { person, may_change: mayChange } = page;
  const roles = useRoleNames(person.roles);
  const gone = person.left_at !== null;
  return (
    <Screen
      wide
      title={person.label}
      over={<BackToPeople />}
      lead={gone ? <Trans>Is not in the lab any more.</Trans> : roles}
    >
      {!mayChange && (
        <Notice kind="info">
          <Trans>An administrator can change what stands here; you can read it.</Trans>
        </Notice>
      )}
      <div className={styles.columns}>
        <Roles page={page} />
        {mayChange && (
          <div className={styles.column}>
            {!gone && <Called person={person} />}
            {!gone && <OfOrganisation person={person} />}
            {!gone && <Devices page={page} />}
            {!gone && person.login && <PasswordLink person={person} />}
            <Stay person={person} />
          </div>
        )}
      </div>
    </Screen>
  );
}

const BackToPeople = () => (
  <Back to="/lab/people">
    <Trans>People</Trans>
  </Back>
);

function Opening({ error, onRetry }: { error: Error | null; onRetry: () => unknown }) {
  const { t } = useLingui();
  return (
    <Screen title={t`A person of the lab`} over={<BackToPeople />}>
      {error ? (
        <ErrorNotice error={error} onRetry={onRetry} />
      ) : (
        <Waiting>
          <Trans>One moment…</Trans>
        </Waiting>
      )}
    </Screen>
  );
}

function NoSuchPerson() {
  const { t } = useLingui();
  return (
    <Screen title={t`A person of the lab`}>
      <EmptyState
        title={<Trans>There is nobody of this lab here.</Trans>}
        action={
          <LinkButton to="/lab/people" kind="go">
            <Trans>All people</Trans>
          </LinkButton>
        }
      />
    </Screen>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import type { LabRole, PersonOfLab } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Card, Choices } from '../../shared/ui';
import { useRoles } from '../roles';
import { useDay } from '../dates';
import styles from './people.module.css';
import { useRole } from './queries';

/** What she is in the lab, and was from when to when. */
export function Roles({ page }: { page: PersonOfLab }) {
  const { t } = useLingui();
  const names = useRoles();
  const { person, may_change: mayChange } = page;
  const change = useRole(person.id);
  const asked = change.isPending ? change.variables : undefined;
  // A tick is seen at once, though the server has not said yes yet.
  const soon = asked ? toggled(person.roles, asked.role, asked.held) : person.roles;
  const choose = (wanted: string[]): void => {
    const roles = Object.keys(names) as LabRole[];
    const role = roles.find((one) => wanted.includes(one) !== soon.includes(one));
    if (role) change.mutate({ role, held: wanted.includes(role) });
  };
  return (
    <Card title={<Trans>Roles</Trans>}>
      {mayChange && person.left_at === null && (
        <Choices
          label={t`Is in the lab as`}
          hint={<Trans>Holds at once, on every board and in everything that is open now.</Trans>}
          choices={Object.entries(names).map(([value, label]) => ({ value, label }))}
          value={soon}
          onChange={choose}
        />
      )}
      <ErrorNotice error={change.error} />
      <ul className={styles.history}>
        {page.roles_held.map((one) => (
          <li key={`${one.role} ${one.given_at}`}>
            <strong>{names[one.role]}</strong>
            <FromTo from={one.given_at} to={one.ended_at} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const toggled = (roles: readonly LabRole[], role: LabRole, held: boolean): LabRole[] =>
  held ? [...roles, role] : roles.filter((one) => one !== role);

function FromTo({ from, to }: { from: string; to: string | null }) {
  const day = useDay();
  const [first, last] = [day(from), to === null ? '' : day(to)];
  return (
    <span className={styles.soft}>
      {to === null ? <Trans>since {first}</Trans> : <Trans>from {first} until {last}</Trans>}
    </span>
  );
}

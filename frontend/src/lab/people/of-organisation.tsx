import { Trans, useLingui } from '@lingui/react/macro';
import type { LabPerson } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Link } from '../../shared/routing/link';
import { Card, Select } from '../../shared/ui';
import { useOrganisations } from '../organisations/queries';
import { useBelongTo } from './queries';

/** Which organisation of the lab's list somebody is of; a choice holds at once. */
export function OfOrganisation({ person }: { person: LabPerson }) {
  const { t } = useLingui();
  const list = useOrganisations();
  const belong = useBelongTo(person.id);
  const inForce = list.data?.organisations.filter((one) => one.retired_at === null || one.id === person.belongs_to) ?? [];
  const own = person.belongs_to === null && person.organisation !== '' ? person.organisation : t`None of the list`;
  const asked = belong.isPending ? belong.variables.organisation : person.belongs_to;
  return (
    <Card title={<Trans>Organisation</Trans>}>
      <Select
        label={t`Is of`}
        value={asked ?? ''}
        onChange={(chosen) => belong.mutate({ organisation: chosen === '' ? null : chosen })}
        choices={[{ value: '', label: own }, ...inForce.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <ErrorNotice error={belong.error ?? list.error} />
      <p>
        <Link to="/lab/organisations">
          <Trans>The lab’s list of organisations</Trans>
        </Link>
      </p>
    </Card>
  );
}

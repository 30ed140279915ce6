import { Trans, useLingui } from '@lingui/react/macro';
import { ErrorNotice } from '../../shared/error-notice';
import { Card, Choices, Waiting } from '../../shared/ui';
import { useName, useReaders } from '../queries';

/** Who may read one that is for named people; it holds from the moment a name is ticked. */
export function Readers({ id }: { id: string }) {
  const { t } = useLingui();
  const readers = useReaders(id);
  const name = useName(id);
  const all = readers.data ?? [];
  const named = all.filter((one) => one.named).map((one) => one.id);
  const change = (wanted: string[]): void => {
    const changed = all.find((one) => one.named !== wanted.includes(one.id));
    if (changed) name.mutate({ person: changed.id, named: !changed.named });
  };
  return (
    <Card title={<Trans>Named people</Trans>}>
      {readers.isPending && (
        <Waiting>
          <Trans>Fetching the people…</Trans>
        </Waiting>
      )}
      <ErrorNotice error={readers.error} onRetry={readers.refetch} />
      <ErrorNotice error={name.error} />
      {readers.data && (
        <Choices
          label={t`They read it, and ask`}
          hint={<Trans>You and the facilitators read it anyway. A tick holds at once.</Trans>}
          choices={all.map((one) => ({ value: one.id, label: one.label }))}
          value={named}
          onChange={change}
        />
      )}
    </Card>
  );
}

import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { LabPerson } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Button, Card } from '../../shared/ui';
import { useDay } from '../dates';
import { Sure } from '../sure';
import { useStay } from './queries';

/** Whether she is in the lab at all. */
export function Stay({ person }: { person: LabPerson }) {
  const day = useDay();
  const since = day(person.since);
  return (
    <Card title={<Trans>In the lab</Trans>}>
      <p>
        <Trans>Came in on {since}.</Trans>
      </p>
      {person.left_at === null ? <TakeOut person={person} /> : <LetIn person={person} left={day(person.left_at)} />}
    </Card>
  );
}

function TakeOut({ person }: { person: LabPerson }) {
  const stay = useStay(person.id);
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const name = person.label;
  return (
    <div>
      <Button onPress={() => setAsking(true)}>
        <Trans>Take out of the lab</Trans>
      </Button>
      <Sure
        title={<Trans>Take {name} out of the lab?</Trans>}
        open={asking}
        onClose={close}
        go={<Trans>Take out</Trans>}
        busy={stay.isPending}
        error={stay.error}
        onGo={() => stay.mutate({ here: false }, { onSuccess: close })}
      >
        <Trans>
          Every open screen closes within a second and all roles end. What was written stays. You can let this person in
          again later.
        </Trans>
      </Sure>
    </div>
  );
}

function LetIn({ person, left }: { person: LabPerson; left: string }) {
  const stay = useStay(person.id);
  return (
    <>
      <p>
        <Trans>Left on {left}.</Trans>
      </p>
      <ErrorNotice error={stay.error} />
      <div>
        <Button kind="go" busy={stay.isPending} onPress={() => stay.mutate({ here: true })}>
          <Trans>Let in again</Trans>
        </Button>
      </div>
      <p>
        {person.login ? (
          <Trans>As a participant; signing in works as before.</Trans>
        ) : (
          <Trans>As a participant; then hand out a personal code.</Trans>
        )}
      </p>
    </>
  );
}

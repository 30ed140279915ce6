import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { PersonOfLab } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Button, Card, Notice } from '../../shared/ui';
import { useDay } from '../dates';
import { Sure } from '../sure';
import styles from './people.module.css';
import { useEndDevices, useHandOutCode } from './queries';

/** Where somebody is this person; a lost tablet is ended here. */
export function Devices({ page }: { page: PersonOfLab }) {
  const { person, devices } = page;
  const day = useDay();
  const end = useEndDevices(person.id);
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <Card title={<Trans>Devices</Trans>}>
      {person.login && (
        <p>
          <Trans>Signs in with a log-in of her or his own.</Trans>
        </p>
      )}
      {devices.length > 0 && (
        <ul className={styles.history}>
          {devices.map((one) => (
            <li key={`${one.since} ${one.last_seen}`}>
              <LastUsed at={day(one.last_seen)} />
            </li>
          ))}
        </ul>
      )}
      {devices.length === 0 && !person.login && (
        <p className={styles.soft}>
          <Trans>No device is this person now.</Trans>
        </p>
      )}
      {end.isSuccess && (
        <Notice kind="ok">
          <Trans>All devices are signed out.</Trans>
        </Notice>
      )}
      <div className={styles.row}>
        {(devices.length > 0 || person.login) && (
          <Button onPress={() => setAsking(true)}>
            <Trans>Sign out everywhere</Trans>
          </Button>
        )}
        {!person.login && <WayBack id={person.id} />}
      </div>
      <Sure
        title={<Trans>Sign out everywhere?</Trans>}
        open={asking}
        onClose={close}
        go={<Trans>Sign out</Trans>}
        busy={end.isPending}
        error={end.error}
        onGo={() => end.mutate({}, { onSuccess: close })}
      >
        {person.login ? (
          <Trans>Every screen closes within a second, in other labs too. Signing in again works as before.</Trans>
        ) : (
          <Plural
            value={devices.length}
            one="The screen closes within a second, and the personal code ends. You can hand out a new one."
            other="All # screens close within a second, and the personal code ends. You can hand out a new one."
          />
        )}
      </Sure>
    </Card>
  );
}

const LastUsed = ({ at }: { at: string }) => <Trans>A browser, last used {at}</Trans>;

/** A personal code for a guest who lost hers. It is shown once. */
function WayBack({ id }: { id: string }) {
  const code = useHandOutCode(id);
  const shown = code.data?.resume_code;
  return (
    <>
      <Button busy={code.isPending} onPress={() => code.mutate()}>
        <Trans>Hand out a personal code</Trans>
      </Button>
      <ErrorNotice error={code.error} />
      {shown !== undefined && (
        <Notice kind="ok" title={<Trans>Give this code to nobody else:</Trans>}>
          <code className={styles.code}>{shown}</code>
          <p>
            <Trans>It is shown once; a code from before does not work any more.</Trans>
          </p>
        </Notice>
      )}
    </>
  );
}

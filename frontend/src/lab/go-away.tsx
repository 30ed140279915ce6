import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useLeave, useLogout } from '../api/queries';
import { forgetKept } from '../boards/sync/kept';
import { storageShelf } from '../boards/sync/shelf';
import { forgetUnsaved } from '../challenges/edit/unsaved';
import { ErrorNotice } from '../shared/error-notice';
import { go } from '../shared/routing/place';
import { forgetSeen } from '../shared/seen';
import { Button, LinkButton } from '../shared/ui';
import { Dialog } from '../shared/ui/dialog';
import styles from './lab.module.css';

/** What she wrote is in the lab; nothing that is kept of it for a day stays on the device. */
const home = (): void => {
  forgetKept(storageShelf(() => localStorage));
  forgetUnsaved();
  forgetSeen();
  go('/', { replace: true });
};

/** Leaving a borrowed tablet must be easy, and nobody must lose her way back by it. */
export function GoAway({ signedIn }: { signedIn: boolean }) {
  return <div className={styles.row}>{signedIn ? <SignOut /> : <LeaveDevice />}</div>;
}

function SignOut() {
  const logout = useLogout(home);
  return (
    <>
      <ErrorNotice error={logout.error} />
      <LinkButton to="/lab/password">
        <Trans>Change my password</Trans>
      </LinkButton>
      <Button busy={logout.isPending} onPress={() => logout.mutate({})}>
        <Trans>Sign out</Trans>
      </Button>
    </>
  );
}

function LeaveDevice() {
  const leave = useLeave(home);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onPress={() => setAsking(true)}>
        <Trans>Leave this device</Trans>
      </Button>
      <Dialog
        role="alertdialog"
        title={<Trans>Leave this device?</Trans>}
        open={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>
              <Trans>Stay</Trans>
            </Button>
            <Button
              kind="danger"
              busy={leave.isPending}
              onPress={() => leave.mutate({})}
            >
              <Trans>Leave</Trans>
            </Button>
          </>
        }
      >
        <p>
          <Trans>
            What you wrote stays in the lab. To come back as yourself, here or elsewhere, you need
            the personal code you got when you joined.
          </Trans>
        </p>
        <ErrorNotice error={leave.error} />
      </Dialog>
    </>
  );
}

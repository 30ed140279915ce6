import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../shared/error-notice';
import { Button } from '../shared/ui';
import { Dialog } from '../shared/ui/dialog';

interface SureProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  /** What happens then. */
  children: ReactNode;
  /** The word on the button that goes ahead. */
  go: ReactNode;
  onGo: () => void;
  busy: boolean;
  error: Error | null;
}

/** Asks before something that others will notice. */
export function Sure({ title, open, onClose, children, go, onGo, busy, error }: SureProps) {
  return (
    <Dialog
      role="alertdialog"
      title={title}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Leave it</Trans>
          </Button>
          <Button kind="danger" busy={busy} onPress={onGo}>
            {go}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      <ErrorNotice error={error} />
    </Dialog>
  );
}

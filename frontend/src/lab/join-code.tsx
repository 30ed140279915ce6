import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useBoardCode } from '../api/queries';
import type { BoardSummary } from '../api/types';
import { showCode } from '../shared/code';
import { ErrorNotice } from '../shared/error-notice';
import { Button, Notice, Waiting } from '../shared/ui';
import { Dialog } from '../shared/ui/dialog';
import styles from './lab.module.css';
import { QrCode } from './qr-code';

type Board = Pick<BoardSummary, 'id' | 'title'>;

/** The way into a board: to be read from the back of a room, typed, or photographed. */
export function JoinCode({ board }: { board: Board }) {
  const { mutate, data, error } = useBoardCode();
  const [large, setLarge] = useState(false);
  useEffect(() => mutate(board.id), [mutate, board.id]);
  if (error) return <ErrorNotice error={error} onRetry={() => mutate(board.id)} />;
  if (!data) {
    return (
      <Waiting>
        <Trans>Making a code…</Trans>
      </Waiting>
    );
  }
  const title = board.title;
  return (
    <div className={styles.way}>
      <CodeSheet code={data.code} invitation={data.invitation} />
      <OnlyHere />
      <Button onPress={() => setLarge(true)}>
        <Trans>Show it to the room</Trans>
      </Button>
      <Dialog
        full
        title={<Trans>Join “{title}”</Trans>}
        open={large}
        onClose={() => setLarge(false)}
        closer={<Trans>Close</Trans>}
        actions={
          <Button onPress={() => window.print()}>
            <Trans>Print the sheet</Trans>
          </Button>
        }
      >
        <div className={styles.room}>
          <CodeSheet code={data.code} invitation={data.invitation} />
        </div>
      </Dialog>
    </div>
  );
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The address in the code is the one this page was opened with; phones cannot open every one. */
function OnlyHere() {
  if (!LOOPBACK.test(window.location.hostname)) return null;
  return (
    <Notice kind="info" title={<Trans>Only this computer can open this address.</Trans>}>
      <Trans>
        For phones, start LiveLab for the local network and open it by the address it prints.
      </Trans>
    </Notice>
  );
}

/** Typed it is short; photographed it carries its key, and nobody's guessing keeps anybody out. */
function CodeSheet({ code, invitation }: { code: string; invitation: string }) {
  const { t } = useLingui();
  const host = window.location.host;
  return (
    <div className={styles.sheet}>
      <QrCode
        className={styles.picture}
        text={`${window.location.origin}/join/${invitation}`}
        label={t`QR code of the join address`}
      />
      <div className={styles.spell}>
        <p>
          <Trans>
            Go to <strong className={styles.host}>{host}</strong> and type
          </Trans>
        </p>
        <code className={styles.code}>{showCode(code)}</code>
      </div>
    </div>
  );
}

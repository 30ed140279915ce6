import { useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { ErrorNotice } from '../../../../shared/error-notice';
import { Button, Waiting } from '../../../../shared/ui';
import { useKindNames } from '../../../canvas/view/kind-names';
import { useItem } from '../../../canvas/view/observe';
import { useWorkspace } from '../../../canvas/view/workspace';
import { Sheet } from '../../ui/sheet';
import styles from './flags.module.css';
import { REASONS, useReasonSentences, type Reason } from './reasons';
import { useFlagging, useFlags, useWithdrawing } from './use-flags';

interface FlagSheetProps {
  id: string;
  onClose: () => void;
}

/** Asks the facilitator to look at an item, without saying so before everybody; or takes that back. */
export function FlagSheet({ id, onClose }: FlagSheetProps) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const item = useItem(board.store, id);
  const flags = useFlags();
  if (!item) return null;
  const mine = flags.data?.mine.find((flag) => flag.item === id);
  if (flags.isPending || flags.isError) {
    return (
      <Sheet title={t`Flag for the facilitator`} onClose={onClose}>
        {flags.isPending ? <Waiting>{t`One moment…`}</Waiting> : <ErrorNotice error={flags.error} onRetry={flags.refetch} />}
      </Sheet>
    );
  }
  return <Asked key={mine?.reason} id={id} onClose={onClose} was={mine?.reason ?? null} />;
}

function Asked({ id, onClose, was }: FlagSheetProps & { was: Reason | null }) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const item = useItem(board.store, id);
  const names = useKindNames();
  const words = useReasonSentences();
  const flagging = useFlagging();
  const withdrawing = useWithdrawing();
  const [reason, setReason] = useState<Reason>(was ?? 'unclear');
  const busy = flagging.isPending || withdrawing.isPending;
  return (
    <Sheet
      title={t`Flag for the facilitator`}
      onClose={onClose}
      actions={
        <>
          {was !== null && (
            <Button busy={withdrawing.isPending} isDisabled={busy} onPress={() => withdrawing.mutate({ item: id, said: undefined }, { onSuccess: onClose })}>
              <Trans>Take the flag back</Trans>
            </Button>
          )}
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button kind="go" busy={flagging.isPending} isDisabled={busy} onPress={() => flagging.mutate({ item: id, said: reason }, { onSuccess: onClose })}>
            <Trans>Flag it</Trans>
          </Button>
        </>
      }
    >
      {item && (
        <p className={styles.what} dir="auto">
          {names(item)}
        </p>
      )}
      <fieldset className={styles.choices}>
        <legend>{was === null ? <Trans>What should the facilitator look at?</Trans> : <Trans>You flagged this. What is the matter?</Trans>}</legend>
        {REASONS.map((each) => (
          <label key={each} className={styles.choice}>
            <input type="radio" name="reason" checked={each === reason} onChange={() => setReason(each)} />
            {words[each]}
          </label>
        ))}
      </fieldset>
      <p className={styles.hint}>
        <Trans>Only facilitators see it, and not who asked. Nobody else on the board is told.</Trans>
      </p>
      <ErrorNotice error={flagging.error ?? withdrawing.error} />
    </Sheet>
  );
}

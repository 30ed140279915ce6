import { Trans } from '@lingui/react/macro';
import { Button, Notice } from '../../shared/ui';
import { useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';

/** Said as long as the connection is away; the writing goes on. */
export function LinkBanner() {
  const { board } = useWorkspace();
  const { state } = useObservable(board.link);
  if (state !== 'dead') return null;
  return (
    <Notice
      kind="offline"
      band
      title={<Trans>The connection is lost</Trans>}
      action={
        <Button onPress={() => board.wake()}>
          <Trans>Try now</Trans>
        </Button>
      }
    >
      <Trans>You can go on writing; it is kept on this device and sent when the connection is back.</Trans>
    </Notice>
  );
}

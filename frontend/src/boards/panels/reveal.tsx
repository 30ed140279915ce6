import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { useWorkspace } from '../canvas/view/workspace';
import { Sheet } from './ui/sheet';

/** The question before everybody's notes are shown. */
export function RevealQuestion({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const reveal = (): void => {
    board.do({ t: 'reveal' });
    onClose();
  };
  return (
    <Sheet
      title={t`Reveal all notes?`}
      question
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Not yet</Trans>
          </Button>
          <Button kind="go" onPress={reveal}>
            <Trans>Reveal now</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>Everybody on this board will see every note and who wrote it. This cannot be taken back.</Trans>
      </p>
    </Sheet>
  );
}

import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { Sheet } from './ui/sheet';

/** Asks before several notes, or somebody else's, are deleted for everybody. */
export function RemovalQuestion() {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const ids = useObservable(engine.removing);
  if (!ids) return null;
  const close = (): void => engine.removing.set(null);
  const remove = (): void => {
    engine.removeNow(ids);
    // Nothing beside the question can take the keyboard before it is closed.
    requestAnimationFrame(() => engine.focus(null));
  };
  return (
    <Sheet
      title={t`${plural(ids.length, { one: 'Delete this note?', other: 'Delete # notes?' })}`}
      question
      onClose={close}
      actions={
        <>
          <Button onPress={close}>
            <Trans>Keep</Trans>
          </Button>
          <Button kind="danger" onPress={remove}>
            <Trans>Delete</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>It is deleted for everybody on this board. What others wrote cannot be put back.</Trans>
      </p>
    </Sheet>
  );
}

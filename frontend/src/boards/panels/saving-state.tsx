import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { StatusMark } from '../canvas/view/status-mark';
import { useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './saving-state.module.css';

/** How all my writing is doing, in one place. */
export function SavingState() {
  const { t } = useLingui();
  const { board } = useWorkspace();
  const { state, pending, shelfFull } = useObservable(board.saving);
  const words = {
    saved: t`All saved`,
    saving: t`Saving…`,
    waiting: t`${plural(pending, { one: '# change waits', other: '# changes wait' })}`,
  }[state];
  return (
    <p className={styles.saving} data-state={state} data-saving={state}>
      <span className={styles.mark} aria-hidden="true">
        <StatusMark status={state} />
      </span>
      <span className={styles.words}>{shelfFull ? t`Keep this page open: this device has no room left` : words}</span>
    </p>
  );
}

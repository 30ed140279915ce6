import { Trans, useLingui } from '@lingui/react/macro';
import styles from '../top-bar.module.css';
import { BoardIcon, ListIcon } from '../ui/icons';

export type View = 'canvas' | 'list';

/** The canvas or the list: the same board. */
export function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t } = useLingui();
  return (
    <div className={styles.views} role="group" aria-label={t`Show the notes as`}>
      <button type="button" aria-pressed={view === 'canvas'} onClick={() => onView('canvas')}>
        <BoardIcon />
        <Trans>Board</Trans>
      </button>
      <button type="button" aria-pressed={view === 'list'} onClick={() => onView('list')}>
        <ListIcon />
        <Trans>List</Trans>
      </button>
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { BoardIcon, ListIcon, PenIcon } from '../ui/icons';
import styles from './phone.module.css';

export type Tab = 'write' | 'list' | 'canvas';

interface TabsProps {
  tab: Tab;
  onTab: (tab: Tab) => void;
  writes: boolean;
}

/** The three faces of a board on a phone. */
export function Tabs({ tab, onTab, writes }: TabsProps) {
  const { t } = useLingui();
  const props = (mine: Tab) => ({
    type: 'button' as const,
    'aria-current': mine === tab ? ('page' as const) : undefined,
    onClick: () => onTab(mine),
  });
  return (
    <nav className={styles.tabs} aria-label={t`Views of the board`}>
      {writes && (
        <button {...props('write')}>
          <PenIcon />
          <Trans>Write</Trans>
        </button>
      )}
      <button {...props('list')}>
        <ListIcon />
        <Trans>Notes</Trans>
      </button>
      <button {...props('canvas')}>
        <BoardIcon />
        <Trans>Board</Trans>
      </button>
    </nav>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '../../shared/routing/link';
import { Wordmark } from '../../shared/ui';
import { PlainSwitch } from '../../shared/ui/plain-switch';
import { PeopleHere } from './people-here';
import { SavingState } from './saving-state';
import styles from './top-bar.module.css';
import { BoardIcon, BriefIcon, HomeIcon, ListIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

export type View = 'canvas' | 'list';

interface TopBarProps {
  title: string;
  /** `null` where the page chooses elsewhere (the tabs of a phone). */
  view: View | null;
  onView: (view: View) => void;
  brief: boolean;
  briefOpen: boolean;
  onBrief: () => void;
}

function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }) {
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

export function TopBar({ title, view, onView, brief, briefOpen, onBrief }: TopBarProps) {
  const { t } = useLingui();
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.home} aria-label={t`LiveLab: all boards`}>
        <span className={styles.back}>
          <HomeIcon />
        </span>
        <span className={styles.mark}>
          <Wordmark />
        </span>
      </Link>
      <h1 className={styles.title}>{title}</h1>
      {brief && (
        <IconButton label={t`Challenge brief`} icon={<BriefIcon />} aria-expanded={briefOpen} onClick={onBrief}>
          <span className={styles.wide}>
            <Trans>Brief</Trans>
          </span>
        </IconButton>
      )}
      {view !== null && <ViewSwitch view={view} onView={onView} />}
      <div className={styles.right}>
        <PlainSwitch className={styles.plain} short />
        <SavingState />
        <PeopleHere />
      </div>
    </header>
  );
}

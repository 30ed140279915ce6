import type { ReactNode } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '../../shared/routing/link';
import { Wordmark } from '../../shared/ui';
import { PlainSwitch } from '../../shared/ui/plain-switch';
import { PeopleHere, type Beside } from './people-here';
import { SavingState } from './saving-state';
import styles from './top-bar.module.css';
import { BriefIcon, HomeIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

interface TopBarProps {
  title: string;
  /** Where one chooses between the faces of the board, if it is here (a phone has its tabs). */
  views?: ReactNode;
  brief: boolean;
  briefOpen: boolean;
  onBrief: () => void;
  /** What stands beside the name of somebody who is here. */
  beside?: Beside | undefined;
}

export function TopBar({ title, views, brief, briefOpen, onBrief, beside }: TopBarProps) {
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
      {views}
      <div className={styles.right}>
        <PlainSwitch className={styles.plain} short />
        <SavingState />
        <PeopleHere beside={beside} />
      </div>
    </header>
  );
}

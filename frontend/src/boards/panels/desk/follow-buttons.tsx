import { Trans, useLingui } from '@lingui/react/macro';
import { useObservable, useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import type { Person } from '../../sync';
import { IconButton } from '../ui/icon-button';
import styles from './follow.module.css';
import type { Follower } from './following';
import { EyeIcon, ShowIcon } from './icons';

/** Beside somebody's name: whether she follows me, and what goes with her. */
export function FollowButtons({ person, follower }: { person: Person; follower: Follower | null }) {
  const { board, me } = useWorkspace();
  const followsMe = useRead(board.followed, (by) => by.includes(person.id));
  const silent = useRead(board.about, (about) => about?.mode === 'silent');
  if (person.id === me) return null;
  return (
    <>
      {followsMe && (
        <span className={styles.follows}>
          <Trans>follows you</Trans>
        </span>
      )}
      {follower && !silent && person.here && <Deeds person={person} follower={follower} />}
    </>
  );
}

function Deeds({ person, follower }: { person: Person; follower: Follower }) {
  const { t } = useLingui();
  const whom = useObservable(follower.whom);
  const followed = whom?.person === person.id && !whom.once;
  const { label } = person;
  const go = (once: boolean) => (event: React.MouseEvent) => {
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
    if (followed && !once) follower.end('myself');
    else follower.follow(person, once);
  };
  return (
    <span className={styles.deeds}>
      <IconButton label={t`Go to where ${label} is`} icon={<ShowIcon />} onClick={go(true)} />
      <IconButton label={t`Follow ${label}`} icon={<EyeIcon />} aria-pressed={followed} onClick={go(false)}>
        <Trans>Follow</Trans>
      </IconButton>
    </span>
  );
}

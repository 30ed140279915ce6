import { useEffect, type CSSProperties } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useObservable } from '../../canvas/view/observe';
import { tintOf } from '../../canvas/view/people';
import styles from './follow.module.css';
import type { Ended, Follower, Whom } from './following';
import { EyeIcon } from './icons';

/** How long it is said on the screen that it ended. */
const SAID_MS = 7000;

/** Around the board while my view goes with somebody's; and what is said when it begins and ends. */
export function FollowFrame({ follower }: { follower: Follower }) {
  const whom = useObservable(follower.whom);
  const ended = useObservable(follower.ended);
  useEffect(() => () => follower.end('myself'), [follower]);
  useEffect(() => {
    if (!ended) return undefined;
    const timer = setTimeout(() => follower.ended.set(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [ended, follower]);
  return (
    <>
      {whom && !whom.once && <Around whom={whom} onStop={() => follower.end('myself')} />}
      <div role="status" className={styles.said} data-quiet={!ended || ended.why === 'myself' || ended.why === 'there' || undefined}>
        {whom && !whom.once && <Begun {...whom} />}
        {ended && <HowItEnded {...ended} />}
      </div>
    </>
  );
}

const Begun = ({ label }: Whom) => <Trans>You are following {label}. Escape stops it.</Trans>;

function Around({ whom: { person, label }, onStop }: { whom: Whom; onStop: () => void }) {
  const { t } = useLingui();
  const tint = { '--tint': `var(--note-${tintOf(person)})` } as CSSProperties;
  return (
    <div className={styles.around} style={tint}>
      <div className={styles.tab}>
        <EyeIcon />
        <span className={styles.whom}>
          <Trans>You are following {label}</Trans>
        </span>
        <button type="button" className={styles.stop} onClick={onStop} aria-label={t`Stop following ${label}`} title="Escape">
          <Trans>Stop</Trans>
        </button>
      </div>
    </div>
  );
}

function HowItEnded({ label, once, why }: Ended) {
  switch (why) {
    case 'there':
      return <Trans>You are where {label} is.</Trans>;
    case 'left':
      return <Trans>{label} left the board; you no longer follow.</Trans>;
    case 'silence':
      return <Trans>Writing in silence has begun; you no longer follow {label}.</Trans>;
    case 'away':
      return <Trans>The connection is away; you no longer follow {label}.</Trans>;
    case 'nowhere':
      return <Trans>{label} is not looking at the canvas now.</Trans>;
    case 'myself':
      return once ? null : <Trans>You no longer follow {label}.</Trans>;
  }
}

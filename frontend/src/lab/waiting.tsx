import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { briefSeen, wasSeen } from '../shared/seen';
import { Link } from '../shared/routing/link';
import { Card } from '../shared/ui';
import { byId, type Can, type Home, type HomeChallenge, type Wait } from './home';
import styles from './lab.module.css';

interface Open {
  wait: Wait;
  challenge: HomeChallenge;
}

/** What waits, without the briefs that were read on this device. */
function openOf(home: Home): Open[] {
  const challenges = byId(home);
  return home.waiting.flatMap((wait) => {
    const challenge = challenges.get(wait.challenge);
    if (!challenge || (wait.what === 'read' && wasSeen(briefSeen(challenge)))) return [];
    return [{ wait, challenge }];
  });
}

/** What needs her, the most pressing first, each with the way there. */
export function Waiting({ home, can }: { home: Home; can: Can }) {
  const open = openOf(home);
  return (
    <Card title={<Trans>Waits for you</Trans>}>
      {open.length === 0 && <NothingWaits can={can} />}
      {open.length > 0 && (
        <ul className={styles.lines}>
          {open.map(({ wait, challenge }) => (
            <li key={wait.what + challenge.id} data-waits={wait.what}>
              <Link to={wayTo(wait)} className={styles.errand}>
                <span className={styles.deed}>
                  <Deed wait={wait} />
                </span>
                <span lang={challenge.language}>{challenge.title}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const wayTo = ({ what, challenge }: Wait): string => {
  const brief = `/challenges/${challenge}`;
  return what === 'publish' || what === 'publish_changes' ? `${brief}/edit` : brief;
};

function Deed({ wait: { what, count } }: { wait: Wait }): ReactNode {
  switch (what) {
    case 'answer':
      return <Plural value={count} one="Answer # question" other="Answer # questions" />;
    case 'decide':
      return <Trans>Say what was decided</Trans>;
    case 'publish':
      return <Trans>Finish it and publish it</Trans>;
    case 'publish_changes':
      return <Trans>Publish what you changed</Trans>;
    case 'read':
      return <Trans>Read the brief</Trans>;
  }
}

function NothingWaits({ can }: { can: Can }) {
  return (
    <>
      <p>
        <Trans>Nothing waits for you.</Trans>
      </p>
      <p className={styles.soft}>
        {can.brings ? (
          <Trans>Questions about your challenges, drafts and decisions come up here.</Trans>
        ) : (
          <Trans>A new challenge that you can read comes up here.</Trans>
        )}
      </p>
    </>
  );
}

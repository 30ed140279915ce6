import { Trans } from '@lingui/react/macro';
import { Link } from '../shared/routing/link';
import { Card, LinkButton } from '../shared/ui';
import type { Can, HomeChallenge } from './home';
import styles from './lab.module.css';

const SHOWN = 5;

/** The problems people brought. Where there are none for who brings none, nothing is in the way. */
export function ChallengeList({ challenges, can }: { challenges: readonly HomeChallenge[]; can: Can }) {
  if (challenges.length === 0 && !can.brings) return null;
  return (
    <Card title={<Trans>Challenges</Trans>}>
      {challenges.length === 0 && (
        <p className={styles.soft}>
          <Trans>A challenge is a real problem of a firm or a neighbourhood. Begin with a title; teams find it on their boards.</Trans>
        </p>
      )}
      <ul className={styles.links}>
        {challenges.slice(0, SHOWN).map((challenge) => (
          <li key={challenge.id}>
            <Link to={`/challenges/${challenge.id}`} lang={challenge.language}>
              {challenge.title}
            </Link>
          </li>
        ))}
      </ul>
      <LinkButton to="/challenges">{can.brings ? <Trans>Bring one, or see all</Trans> : <Trans>All challenges</Trans>}</LinkButton>
    </Card>
  );
}

import { Trans } from '@lingui/react/macro';
import { useChallenges } from '../api/queries';
import { Link } from '../shared/routing/link';
import { Card, LinkButton } from '../shared/ui';
import styles from './lab.module.css';

const SHOWN = 5;

/** The problems people brought. Where there are none for who brings none, nothing is in the way. */
export function ChallengeList({ brings }: { brings: boolean }) {
  const { data = [] } = useChallenges();
  if (data.length === 0 && !brings) return null;
  return (
    <Card title={<Trans>Challenges</Trans>}>
      <ul className={styles.links}>
        {data.slice(0, SHOWN).map((challenge) => (
          <li key={challenge.id}>
            <Link to={`/challenges/${challenge.id}`}>{challenge.title}</Link>
          </li>
        ))}
      </ul>
      <LinkButton to="/challenges">
        {brings ? <Trans>Bring one, or see all</Trans> : <Trans>All challenges</Trans>}
      </LinkButton>
    </Card>
  );
}

import { Trans } from '@lingui/react/macro';
import { useChallenges } from '../api/queries';
import { Link } from '../shared/routing/link';
import { Card } from '../shared/ui';
import styles from './lab.module.css';

/** The problems people brought. Where there are none, or they do not come, nothing is in the way. */
export function ChallengeList() {
  const { data = [] } = useChallenges();
  if (data.length === 0) return null;
  return (
    <Card title={<Trans>Challenges</Trans>}>
      <ul className={styles.links}>
        {data.map((challenge) => (
          <li key={challenge.id}>
            <Link to={`/challenges/${challenge.id}`}>{challenge.title}</Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

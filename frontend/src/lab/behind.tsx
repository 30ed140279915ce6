import { Trans } from '@lingui/react/macro';
import { Link } from '../shared/routing/link';
import { Card } from '../shared/ui';
import styles from './lab.module.css';

/** The way to the pages behind the front room, for who runs the lab. */
export function Behind({ invites }: { invites: boolean }) {
  return (
    <Card title={<Trans>Look after the lab</Trans>}>
      <ul className={styles.links}>
        <li>
          <Link to="/lab/people">
            <Trans>People and their roles</Trans>
          </Link>
        </li>
        {invites && (
          <li>
            <Link to="/lab/invitations">
              <Trans>Invitations</Trans>
            </Link>
          </li>
        )}
        <li>
          <Link to="/lab/organisations">
            <Trans>Organisations</Trans>
          </Link>
        </li>
      </ul>
    </Card>
  );
}

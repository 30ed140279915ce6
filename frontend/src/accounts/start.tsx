import { Trans, useLingui } from '@lingui/react/macro';
import { useMe } from '../api/queries';
import type { Me } from '../api/types';
import { Link } from '../shared/routing/link';
import { go } from '../shared/routing/place';
import { Screen } from '../shared/screen';
import { Card, LinkButton, Waiting } from '../shared/ui';
import { useAfter } from '../shared/use-after';
import styles from './accounts.module.css';
import { CodeForm } from './code-form';
import { StartPicture } from './start-picture';

/** Nobody waits for a slow answer before she may type her code. */
const PATIENCE_MS = 1_200;

export function Start() {
  const { t } = useLingui();
  const me = useMe();
  const waitedLong = useAfter(PATIENCE_MS);
  if (me.isPending && me.failureCount === 0 && !waitedLong) {
    return (
      <Waiting whole>
        <Trans>One moment…</Trans>
      </Waiting>
    );
  }
  const known = Boolean(me.data?.person);
  return (
    <div className={styles.start}>
      <div className={styles.way}>
        <Screen
          title={t`Come in and think along`}
          lead={<Trans>You need the code on the screen, and no account.</Trans>}
        >
          {me.data && <GoOn me={me.data} />}
          <CodeForm
            aside={known}
            label={t`Join code`}
            hint={<Trans>Eight letters and digits. Capitals and dashes do not matter.</Trans>}
            verb={<Trans>Next</Trans>}
            onCode={(code) => go(`/join/${code}`)}
          />
          <nav className={styles.others} aria-label={t`Other ways in`}>
            <Link to="/resume">
              <Trans>I have a personal code</Trans>
            </Link>
            <Link to="/login">
              <Trans>Sign in</Trans>
            </Link>
          </nav>
        </Screen>
      </div>
      <StartPicture className={styles.picture} />
    </div>
  );
}

/** This device is somebody already: one tap and she is back. */
function GoOn({ me: { person, lab } }: { me: Me }) {
  if (!person || !lab) return null;
  const name = person.label;
  const labName = lab.name;
  return (
    <Card tight>
      <p>
        <Trans>
          This device is already in <strong>{labName}</strong>.
        </Trans>
      </p>
      <LinkButton to="/lab" kind="go" wide>
        <Trans>Continue as {name}</Trans>
      </LinkButton>
    </Card>
  );
}

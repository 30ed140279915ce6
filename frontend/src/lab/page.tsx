import { Trans, useLingui } from '@lingui/react/macro';
import { useBoards, useMe } from '../api/queries';
import type { Me, Person } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { Screen } from '../shared/screen';
import { EmptyState, LinkButton, Waiting } from '../shared/ui';
import { Behind } from './behind';
import { BoardList } from './board-list';
import { ChallengeList } from './challenge-list';
import { CreateBoard } from './create-board';
import { GoAway } from './go-away';
import styles from './lab.module.css';
import { useRoleNames } from './roles';

const BRINGS: readonly string[] = ['owner', 'facilitator', 'administrator'];
const RUNS_SESSIONS: readonly string[] = ['facilitator', 'administrator'];

/** The front room of a lab: what is going on and where one can go. */
export default function LabPage() {
  const me = useMe();
  if (me.isPending) {
    return (
      <Waiting whole>
        <Trans>Opening the lab…</Trans>
      </Waiting>
    );
  }
  if (me.error) return <Closed error={me.error} onRetry={me.refetch} />;
  const { person, lab } = me.data;
  if (!person || !lab) return <Nobody />;
  return <Home me={me.data} person={person} labName={lab.name} />;
}

interface HomeProps {
  me: Me;
  person: Person;
  labName: string;
}

function Home({ me, person, labName }: HomeProps) {
  const boards = useBoards();
  const roles = useRoleNames(person.roles);
  const runs = person.roles.some((role) => RUNS_SESSIONS.includes(role));
  const name = person.label;
  return (
    <Screen
      wide
      title={labName}
      over={
        <Trans>
          You are here as <strong>{name}</strong> ({roles})
        </Trans>
      }
    >
      <div className={styles.columns}>
        <section className={styles.column} aria-labelledby="boards">
          <h2 id="boards">
            <Trans>Boards</Trans>
          </h2>
          <BoardList boards={boards} runs={runs} />
        </section>
        <div className={styles.column}>
          {runs && <CreateBoard />}
          <ChallengeList brings={person.roles.some((role) => BRINGS.includes(role))} />
          {runs && <Behind />}
          <GoAway signedIn={me.user !== null} />
        </div>
      </div>
    </Screen>
  );
}

function Closed({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useLingui();
  return (
    <Screen title={t`The lab`}>
      <ErrorNotice error={error} onRetry={onRetry} />
    </Screen>
  );
}

function Nobody() {
  const { t } = useLingui();
  return (
    <Screen title={t`The lab`}>
      <EmptyState
        title={<Trans>You are not in a lab on this device yet.</Trans>}
        action={
          <div className={styles.row}>
            <LinkButton to="/" kind="go">
              <Trans>Enter a join code</Trans>
            </LinkButton>
            <LinkButton to="/resume">
              <Trans>I have a personal code</Trans>
            </LinkButton>
            <LinkButton to="/login">
              <Trans>Sign in</Trans>
            </LinkButton>
          </div>
        }
      >
        <Trans>Come in with a join code, with your personal code, or with your log-in.</Trans>
      </EmptyState>
    </Screen>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMe } from '../api/queries';
import type { Me, Person } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { Screen } from '../shared/screen';
import { markSeen, wasSeen } from '../shared/seen';
import { Button, EmptyState, LinkButton, Waiting } from '../shared/ui';
import { Behind } from './behind';
import { BoardList } from './board-list';
import { ChallengeList } from './challenge-list';
import { CreateBoard } from './create-board';
import { GoAway } from './go-away';
import { canDo, useHome, type Can, type Home as Told } from './home';
import styles from './lab.module.css';
import { Lately } from './lately';
import { Now } from './now';
import { useRoleNames } from './roles';
import { LAB_TOUR, LabTour } from './tour';
import { Waiting as WaitsForHer } from './waiting';

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
  const home = useHome();
  const roles = useRoleNames(person.roles);
  const can = canDo(person.roles);
  const [touring, setTouring] = useState(can.runs && !wasSeen(LAB_TOUR));
  const end = (): void => {
    markSeen(LAB_TOUR);
    setTouring(false);
  };
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
      <ErrorNotice error={home.error} onRetry={home.refetch} />
      {home.isPending && (
        <Waiting>
          <Trans>Looking around…</Trans>
        </Waiting>
      )}
      {home.data && touring && <LabTour onEnd={end} />}
      {home.data && <Rooms home={home.data} can={can} />}
      <div className={styles.row}>
        <GoAway signedIn={me.user !== null} />
        {can.runs && !touring && (
          <Button onPress={() => setTouring(true)}>
            <Trans>Show me around</Trans>
          </Button>
        )}
      </div>
    </Screen>
  );
}

/** What goes on and what waits first; then everything there is. */
function Rooms({ home, can }: { home: Told; can: Can }) {
  return (
    <div className={styles.columns}>
      <div data-tour="now">
        <Now boards={home.boards} can={can} />
      </div>
      <div data-tour="waiting">
        <WaitsForHer home={home} can={can} />
      </div>
      <section className={styles.column} aria-labelledby="boards">
        <h2 id="boards">
          <Trans>Boards</Trans>
        </h2>
        <BoardList boards={home.boards} can={can} />
      </section>
      <div className={styles.column}>
        {can.runs && (
          <div data-tour="new-board">
            <CreateBoard />
          </div>
        )}
        <ChallengeList challenges={home.challenges} can={can} />
        <Lately home={home} />
        {can.runs && <Behind invites={can.invites} />}
      </div>
    </div>
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

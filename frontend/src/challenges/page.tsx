import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { isRefusal, useChallenge } from '../api/queries';
import type { Challenge } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { Screen } from '../shared/screen';
import { Card, EmptyState, LinkButton, Waiting } from '../shared/ui';
import styles from './challenges.module.css';
import { Terms } from './terms';

/** A brief that reads in a minute: the problem first, then what a good answer has to respect. */
export default function ChallengePage({ id }: { id: string }) {
  const challenge = useChallenge(id);
  if (challenge.data) return <Brief challenge={challenge.data} />;
  if (challenge.error) return <Missing error={challenge.error} onRetry={challenge.refetch} />;
  return (
    <Waiting whole>
      <Trans>Fetching the brief…</Trans>
    </Waiting>
  );
}

function Missing({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useLingui();
  const absent = isRefusal(error, 404);
  return (
    <Screen title={t`Challenge`}>
      {absent ? (
        <EmptyState
          title={<Trans>You cannot see this brief.</Trans>}
          action={
            <LinkButton to="/">
              <Trans>To the start</Trans>
            </LinkButton>
          }
        >
          <Trans>It was closed, or it is for other people. Ask your facilitator.</Trans>
        </EmptyState>
      ) : (
        <ErrorNotice error={error} onRetry={onRetry} />
      )}
    </Screen>
  );
}

function Brief({ challenge }: { challenge: Challenge }) {
  return (
    <Screen wide title={challenge.title} over={<Trans>Challenge</Trans>}>
      <div className={styles.brief}>
        <div className={styles.story}>
          <p className={styles.problem}>{challenge.problem}</p>
          {challenge.context && (
            <Part title={<Trans>Why here, why now</Trans>}>
              <p>{challenge.context}</p>
            </Part>
          )}
          <ListPart title={<Trans>Questions to begin with</Trans>} lines={challenge.first_questions} />
          <ListPart title={<Trans>Who it is for</Trans>} lines={challenge.users} look="tags" />
          <ListPart title={<Trans>In the room</Trans>} lines={challenge.materials} look="tags" />
          <ListPart title={<Trans>Who may help</Trans>} lines={challenge.possible_partners} look="tags" />
        </div>
        <div className={styles.side}>
          <Card>
            <ListPart title={<Trans>A good answer</Trans>} lines={challenge.success} look="ok" />
            <ListPart title={<Trans>It has to respect</Trans>} lines={challenge.constraints} />
            <ListPart title={<Trans>Please not</Trans>} lines={challenge.not_wanted} look="no" />
          </Card>
          <Card>
            <Terms policy={challenge.ip_policy} />
          </Card>
        </div>
      </div>
    </Screen>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface ListPartProps {
  title: ReactNode;
  lines: readonly string[];
  look?: 'plain' | 'tags' | 'ok' | 'no';
}

function ListPart({ title, lines, look = 'plain' }: ListPartProps) {
  if (lines.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={styles[look]}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { isRefusal } from '../api/queries';
import type { Challenge } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { Link } from '../shared/routing/link';
import { Screen } from '../shared/screen';
import { briefSeen, markSeen } from '../shared/seen';
import { Button, Card, EmptyState, LinkButton, Waiting } from '../shared/ui';
import { Brief } from './brief';
import styles from './challenges.module.css';
import { Cover, FileList } from './files';
import { Interest } from './interest';
import { Questions } from './questions';
import { useChallenge } from './queries';
import { StateMark } from './state-mark';
import { TeamBoard } from './team-board';
import { languageName } from './words';

/** A brief that reads in a minute, what the owner decided, and what people ask. */
export default function ChallengePage({ id }: { id: string }) {
  const [language, setLanguage] = useState('');
  const challenge = useChallenge(id, language);
  if (challenge.data) return <Whole challenge={challenge.data} onLanguage={setLanguage} />;
  if (challenge.error) return <Missing error={challenge.error} onRetry={challenge.refetch} />;
  return (
    <Waiting whole>
      <Trans>Fetching the brief…</Trans>
    </Waiting>
  );
}

function Missing({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useLingui();
  const absent = isRefusal(error, 404, 401);
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

function Whole({ challenge, onLanguage }: { challenge: Challenge; onLanguage: (language: string) => void }) {
  const seen = briefSeen(challenge);
  useEffect(() => markSeen(seen), [seen]);
  const inLab = challenge.may_join_in || challenge.may_write || challenge.questions > 0;
  return (
    <Screen wide title={challenge.title} over={<Over challenge={challenge} />}>
      <div className={styles.bar}>
        <LanguagesOf challenge={challenge} onLanguage={onLanguage} />
        <div className={styles.row}>
          <Button onPress={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
          {challenge.may_write && (
            <LinkButton to={`/challenges/${challenge.id}/edit`}>
              <Trans>Edit</Trans>
            </LinkButton>
          )}
        </div>
      </div>
      {challenge.cover && <Cover challenge={challenge.id} cover={challenge.cover} language={challenge.language} />}
      {challenge.decision !== '' && (
        <section className={styles.decision} aria-labelledby="decided">
          <h2 id="decided">
            <Trans>What was decided</Trans>
          </h2>
          <p lang={challenge.language}>{challenge.decision}</p>
        </section>
      )}
      <Brief
        told={challenge}
        {...(challenge.files.length > 0 && {
          files: <FileList challenge={challenge.id} files={challenge.files} language={challenge.language} />,
        })}
        beside={
          inLab && (
            <>
              <Card>
                <Interest challenge={challenge} />
              </Card>
              <TeamBoard challenge={challenge} />
            </>
          )
        }
        below={<Questions challenge={challenge} />}
      />
    </Screen>
  );
}

function Over({ challenge }: { challenge: Challenge }) {
  return (
    <span className={styles.over}>
      <Link to="/challenges">
        <Trans>Challenges</Trans>
      </Link>
      <StateMark state={challenge.state} />
      {challenge.organisation !== '' && <span>{challenge.organisation}</span>}
      {challenge.sector !== '' && <span>{challenge.sector}</span>}
      {challenge.ip_policy === 'nda' && (
        <strong className={styles.secret}>
          <Trans>Confidential</Trans>
        </strong>
      )}
    </span>
  );
}

function LanguagesOf({ challenge, onLanguage }: { challenge: Challenge; onLanguage: (language: string) => void }) {
  const { t } = useLingui();
  if (challenge.languages.length < 2) return <span />;
  return (
    <div className={styles.tabs} role="group" aria-label={t`Language of the brief`}>
      {challenge.languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === challenge.language}
          onClick={() => onLanguage(language)}
        >
          {languageName(language)}
        </button>
      ))}
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isRefusal, useMe } from '../../api/queries';
import type { ChallengeDraft } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { choose } from '../../shared/language';
import { Link } from '../../shared/routing/link';
import { Screen } from '../../shared/screen';
import { EmptyState, LinkButton, Waiting } from '../../shared/ui';
import { useDraft } from '../queries';
import { StateMark } from '../state-mark';
import { languageName } from '../words';
import { Clashes } from './clashes';
import { briefIn, type Content } from './content';
import { Decision } from './decision';
import styles from './edit.module.css';
import { BriefFields } from './fields';
import { Files } from './files';
import { Frame } from './frame';
import { PublishBar } from './publish-bar';
import { Readers } from './readers';
import { Saving } from './saving';
import { Stages } from './stages';
import { Versions } from './versions';

/** Where a challenge is written, published, moved on and answered. */
export default function ChallengeEditor({ id }: { id: string }) {
  const me = useMe();
  const draft = useDraft(id);
  const [first, setFirst] = useState<ChallengeDraft | null>(null);
  if (draft.data && !first) setFirst(draft.data);
  if (first && me.data) return <Editor first={first} person={me.data.person?.id ?? ''} />;
  if (draft.error) return <Shut error={draft.error} onRetry={draft.refetch} />;
  if (me.error) return <Shut error={me.error} onRetry={me.refetch} />;
  return (
    <Waiting whole>
      <Trans>Fetching what was written…</Trans>
    </Waiting>
  );
}

function Shut({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useLingui();
  return (
    <Screen title={t`Edit a challenge`}>
      {isRefusal(error, 401, 403, 404) ? (
        <EmptyState
          title={<Trans>You do not write this challenge.</Trans>}
          action={
            <LinkButton to="/challenges">
              <Trans>To the challenges</Trans>
            </LinkButton>
          }
        >
          <Trans>Its owner and the facilitators do. Ask them.</Trans>
        </EmptyState>
      ) : (
        <ErrorNotice error={error} onRetry={onRetry} />
      )}
    </Screen>
  );
}

/** Saves while the editor is open. */
function useSaving(first: ChallengeDraft, person: string): Saving {
  const [saving] = useState(() => new Saving(first, person));
  useEffect(() => {
    saving.open();
    return () => saving.close();
  }, [saving]);
  return saving;
}

function Editor({ first, person }: { first: ChallengeDraft; person: string }) {
  const { t, i18n } = useLingui();
  const saving = useSaving(first, person);
  const written = useSyncExternalStore(saving.subscribe, saving.read);
  const { draft, mine } = written;
  const has = Object.keys(first.content.texts);
  const own = choose([i18n.locale]);
  const [language, setLanguage] = useState(has.includes(own) ? own : (has[0] ?? own));
  const title = briefIn(mine, language).title || briefIn(mine, has[0] ?? own).title;
  const isHistory = draft.state === 'answered';
  return (
    <Screen wide title={title || t`A challenge without a title`} over={<Over draft={draft} />}>
      {!isHistory && <PublishBar saving={saving} written={written} language={language} />}
      <Clashes saving={saving} written={written} />
      <div className={styles.desk}>
        <div className={styles.paper}>
          {draft.state === 'closed' || isHistory ? <Decision draft={draft} onDone={saving.adopt} /> : null}
          {isHistory ? null : (
            <>
              <Tabs languages={draft.languages} mine={mine} language={language} onLanguage={setLanguage} />
              <BriefFields key={language} language={language} mine={mine} onChange={saving.change} />
            </>
          )}
        </div>
        <div className={styles.paper}>
          {!isHistory && <Files saving={saving} written={written} />}
          {!isHistory && <Frame mine={mine} languages={draft.languages} onChange={saving.change} />}
          {(mine.audience === 'named' || mine.ip_policy === 'nda') && <Readers id={draft.id} />}
          <Stages draft={draft} saving={saving} />
          {draft.version > 0 && <Versions id={draft.id} number={draft.version} />}
        </div>
      </div>
    </Screen>
  );
}

function Over({ draft }: { draft: ChallengeDraft }) {
  return (
    <span className={styles.over}>
      <Link to="/challenges">
        <Trans>Challenges</Trans>
      </Link>
      <StateMark state={draft.state} />
      {draft.version > 0 && (
        <Link to={`/challenges/${draft.id}`}>
          <Trans>As readers see it</Trans>
        </Link>
      )}
    </span>
  );
}

interface TabsProps {
  languages: readonly string[];
  mine: Content;
  language: string;
  onLanguage: (language: string) => void;
}

function Tabs({ languages, mine, language, onLanguage }: TabsProps) {
  const { t } = useLingui();
  if (languages.length < 2) return null;
  return (
    <div className={styles.tabs} role="group" aria-label={t`Language you write in`}>
      {languages.map((one) => {
        const { title, problem } = briefIn(mine, one);
        return (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => onLanguage(one)}>
            {languageName(one)}
            {title !== '' && problem !== '' && <span aria-hidden="true"> ✓</span>}
          </button>
        );
      })}
    </div>
  );
}

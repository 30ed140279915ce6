import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useMe } from '../api/queries';
import type { ChallengeSummary } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { LANGUAGES } from '../shared/language';
import { Link } from '../shared/routing/link';
import { Screen } from '../shared/screen';
import { EmptyState, LinkButton, Select, TextField, Waiting } from '../shared/ui';
import { BeginChallenge } from './begin';
import styles from './challenges.module.css';
import { Cover } from './files';
import { useCatalogue, type Wanted } from './queries';
import { StateMark } from './state-mark';
import { languageName, useStateNames } from './words';

const BRING: readonly string[] = ['owner', 'facilitator', 'administrator'];
const RUNS_SESSIONS: readonly string[] = ['facilitator', 'administrator'];
const EVERYTHING: Wanted = { words: '', sector: '', state: '', language: '' };

/** All problems that somebody brought, to search and to choose from. */
export default function Catalogue() {
  const { t } = useLingui();
  const me = useMe();
  const [wanted, setWanted] = useState(EVERYTHING);
  const all = useCatalogue(EVERYTHING);
  const found = useCatalogue(wanted);
  const person = me.data?.person;
  if (me.data && !person) return <NotIn />;
  const brings = person?.roles.some((role) => BRING.includes(role)) ?? false;
  return (
    <Screen wide title={t`Challenges`} lead={<Trans>Real problems that somebody brought to this lab.</Trans>}>
      {brings && <BeginChallenge />}
      {person?.roles.some((role) => RUNS_SESSIONS.includes(role)) && (
        <div>
          <LinkButton to="/teams">
            <Trans>Who sits where</Trans>
          </LinkButton>
        </div>
      )}
      <Filters wanted={wanted} onChange={setWanted} all={all.data ?? []} />
      <ErrorNotice error={found.error} onRetry={found.refetch} />
      {found.isPending && (
        <Waiting>
          <Trans>Fetching the challenges…</Trans>
        </Waiting>
      )}
      {found.data && <Found found={found.data} none={all.data?.length === 0} brings={brings} />}
    </Screen>
  );
}

function NotIn() {
  const { t } = useLingui();
  return (
    <Screen title={t`Challenges`}>
      <EmptyState
        title={<Trans>You are not in a lab on this device yet.</Trans>}
        action={
          <LinkButton to="/" kind="go">
            <Trans>Enter a join code</Trans>
          </LinkButton>
        }
      >
        <Trans>The challenges are shown to people of the lab.</Trans>
      </EmptyState>
    </Screen>
  );
}

interface FiltersProps {
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
  all: readonly ChallengeSummary[];
}

function Filters({ wanted, onChange, all }: FiltersProps) {
  const { t } = useLingui();
  const states = useStateNames();
  const sectors = [...new Set(all.map((one) => one.sector).filter((sector) => sector !== ''))].sort();
  const there = Object.entries(states).filter(([state]) => all.some((one) => one.state === state));
  if (all.length === 0) return null;
  const set = (name: keyof Wanted) => (value: string) => onChange({ ...wanted, [name]: value });
  const any = (label: string) => [{ value: '', label }];
  return (
    <form className={styles.filters} role="search" onSubmit={(event) => event.preventDefault()}>
      <TextField label={t`Search`} type="search" value={wanted.words} onChange={set('words')} maxLength={100} />
      <Select
        label={t`Sector`}
        value={wanted.sector}
        onChange={set('sector')}
        choices={[...any(t`All sectors`), ...sectors.map((sector) => ({ value: sector, label: sector }))]}
      />
      <Select
        label={t`How far`}
        value={wanted.state}
        onChange={set('state')}
        choices={[...any(t`All stages`), ...there.map(([value, { label }]) => ({ value, label }))]}
      />
      <Select
        label={t`Written in`}
        value={wanted.language}
        onChange={set('language')}
        choices={[...any(t`Any language`), ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label, lang: value }))]}
      />
    </form>
  );
}

function Found({ found, none, brings }: { found: readonly ChallengeSummary[]; none: boolean; brings: boolean }) {
  if (none) {
    return (
      <EmptyState title={<Trans>There is no challenge yet.</Trans>}>
        {brings ? (
          <Trans>Begin with a title; the rest can be written later, together with the facilitator.</Trans>
        ) : (
          <Trans>As soon as somebody brings a problem, you can read it here.</Trans>
        )}
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.soft} role="status">
        <Plural value={found.length} _0="Nothing fits. Take a filter away, or other words." one="# challenge" other="# challenges" />
      </p>
      <ul className={styles.cards}>
        {found.map((challenge) => (
          <li key={challenge.id} className={styles.card}>
            <Line challenge={challenge} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ challenge }: { challenge: ChallengeSummary }) {
  const to = challenge.state === 'draft' ? `/challenges/${challenge.id}/edit` : `/challenges/${challenge.id}`;
  return (
    <>
      {challenge.cover && <Cover small challenge={challenge.id} cover={challenge.cover} language={challenge.language} />}
      <p className={styles.over}>
        <StateMark state={challenge.state} />
        {challenge.sector !== '' && <span>{challenge.sector}</span>}
        {challenge.ip_policy === 'nda' && (
          <strong className={styles.secret}>
            <Trans>Confidential</Trans>
          </strong>
        )}
      </p>
      <h2 className={styles.cardTitle} lang={challenge.language}>
        <Link to={to}>{challenge.title}</Link>
      </h2>
      <p className={styles.gist} lang={challenge.language}>
        {challenge.problem}
      </p>
      <p className={styles.foot}>
        <span>{challenge.languages.map(languageName).join(' · ')}</span>
        <span>
          <Plural value={challenge.questions} one="# question" other="# questions" />
        </span>
        <span>
          <Plural value={challenge.interested} one="# hand up" other="# hands up" />
        </span>
      </p>
    </>
  );
}

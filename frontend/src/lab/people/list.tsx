import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useDisciplines } from '../../accounts/disciplines';
import type { LabPerson, People } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Link } from '../../shared/routing/link';
import { go, usePlace } from '../../shared/routing/place';
import { Screen } from '../../shared/screen';
import { Button, EmptyState, Waiting } from '../../shared/ui';
import { useRoleNames } from '../roles';
import { BackToLab } from '../back';
import { Filters } from './filters';
import styles from './people.module.css';
import { queryOf, usePeople, wantedIn, type Wanted } from './queries';

const HOME = '/lab/people';

/** What is looked for stands in the address, so that going back finds the same list. */
const look = (wanted: Wanted, page = 1): void => {
  const query = queryOf(wanted, page);
  go(query === '' ? HOME : `${HOME}?${query}`, { replace: true });
};

export function PeopleList() {
  const { t } = useLingui();
  const { query } = usePlace();
  const wanted = wantedIn(query);
  const page = Math.max(1, Number(query.get('page')) || 1);
  const found = usePeople(wanted, page);
  return (
    <Screen wide title={t`People`} over={<BackToLab />} lead={<Trans>Who is in this lab, and as what.</Trans>}>
      <Filters wanted={wanted} onChange={look} people={found.data} />
      <ErrorNotice error={found.error} onRetry={found.refetch} />
      {found.isPending && (
        <Waiting>
          <Trans>Fetching the people…</Trans>
        </Waiting>
      )}
      {found.data && <Found found={found.data} wanted={wanted} page={page} />}
    </Screen>
  );
}

function Found({ found, wanted, page }: { found: People; wanted: Wanted; page: number }) {
  const { total, people } = found;
  if (total === 0) return <Nobody wanted={wanted} />;
  const gone = wanted.stay !== '';
  return (
    <>
      <p className={styles.soft} role="status">
        {gone ? (
          <Plural value={total} one="# person left" other="# people left" />
        ) : (
          <Plural value={total} one="# person" other="# people" />
        )}
      </p>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id} className={styles.person}>
            <Line person={person} />
          </li>
        ))}
      </ul>
      <Pages page={page} pages={Math.ceil(total / found.page_size)} onGo={(to) => look(wanted, to)} />
    </>
  );
}

function Nobody({ wanted }: { wanted: Wanted }) {
  if (wanted.stay !== '') {
    return (
      <EmptyState title={<Trans>Nobody left.</Trans>}>
        <Trans>Whoever leaves the lab, or is taken out of it, is listed here and can be let in again.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={<Trans>Nobody fits.</Trans>}>
      <Trans>Take a filter away, or try other words.</Trans>
    </EmptyState>
  );
}

function Line({ person }: { person: LabPerson }) {
  const roles = useRoleNames(person.roles);
  const disciplines = useDisciplines();
  const said = disciplines.find(({ value }) => value !== '' && value === person.discipline)?.label ?? person.discipline;
  return (
    <>
      <Link to={`${HOME}/${person.id}`} className={styles.name}>
        {person.label}
      </Link>
      <span>{roles}</span>
      <span className={styles.soft}>{[said, person.organisation].filter((part) => part !== '').join(' · ')}</span>
      <span className={styles.soft}>
        {person.login ? <Trans>signs in</Trans> : <Plural value={person.devices} _0="no device" one="# device" other="# devices" />}
      </span>
    </>
  );
}

function Pages({ page, pages, onGo }: { page: number; pages: number; onGo: (page: number) => void }) {
  const { t } = useLingui();
  if (pages < 2) return null;
  return (
    <nav className={styles.pages} aria-label={t`Pages of the list`}>
      <Button isDisabled={page <= 1} onPress={() => onGo(page - 1)}>
        <Trans>Previous page</Trans>
      </Button>
      <span>
        <Trans>
          Page {page} of {pages}
        </Trans>
      </span>
      <Button isDisabled={page >= pages} onPress={() => onGo(page + 1)}>
        <Trans>Next page</Trans>
      </Button>
    </nav>
  );
}

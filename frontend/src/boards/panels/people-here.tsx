import { useId, type ReactNode } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Person } from '../sync';
import { tintOf } from '../canvas/view/people';
import { useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './people-here.module.css';
import { PeopleIcon } from './ui/icons';

const SHOWN = 3;

export type Beside = (person: Person) => ReactNode;

function useRoleNames(): (role: string) => string {
  const { t } = useLingui();
  const names: Readonly<Partial<Record<string, string>>> = {
    facilitator: t`facilitator`,
    observer: t`observer`,
    administrator: t`administrator`,
  };
  return (role) => names[role] ?? '';
}

/** The first letter as its reader sees it, whatever it is made of. */
function initial(label: string): string {
  const [first] = new Intl.Segmenter().segment(label.trim());
  return first?.segment.toUpperCase() ?? '·';
}

function Avatar({ person }: { person: Person }) {
  return (
    <span className={styles.avatar} data-tint={tintOf(person.id)} aria-hidden="true">
      {initial(person.label)}
    </span>
  );
}

function Names({ people, me, beside }: { people: readonly Person[]; me: string; beside?: Beside | undefined }) {
  const role = useRoleNames();
  return (
    <ul className={styles.names}>
      {people.map((person) => (
        <li key={person.id}>
          <Avatar person={person} />
          <span className={styles.name}>{person.label}</span>
          <span className={styles.role}>{person.id === me ? <Trans>you</Trans> : role(person.role)}</span>
          {beside?.(person)}
        </li>
      ))}
    </ul>
  );
}

/** Who is here: how many, and on demand by name. */
export function PeopleHere({ beside }: { beside?: Beside | undefined }) {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const people = useObservable(board.people);
  const id = useId();
  const here = people.filter((person) => person.here);
  const away = people.filter((person) => !person.here);
  const words = t`${plural(here.length, { one: '# person here', other: '# people here' })}`;
  return (
    <>
      <button type="button" className={styles.open} popoverTarget={id} title={words}>
        <span className={styles.faces} aria-hidden="true">
          {here.slice(0, SHOWN).map((person) => (
            <Avatar key={person.id} person={person} />
          ))}
        </span>
        <PeopleIcon />
        <span aria-hidden="true">{here.length}</span>
        <span className="visually-hidden">{words}</span>
      </button>
      <div id={id} popover="auto" className={styles.list} role="dialog" aria-label={t`People on this board`}>
        <h2>{words}</h2>
        <Names people={here} me={me} beside={beside} />
        {away.length > 0 && (
          <>
            <h3>
              <Trans>Not here now</Trans>
            </h3>
            <Names people={away} me={me} />
          </>
        )}
      </div>
    </>
  );
}

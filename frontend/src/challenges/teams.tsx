import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDisciplines } from '../accounts/disciplines';
import { send } from '../api/http';
import type { components } from '../api/rest.gen';
import type { IpPolicy } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { Link } from '../shared/routing/link';
import { Screen } from '../shared/screen';
import { Button, Card, Select, Waiting } from '../shared/ui';
import styles from './teams.module.css';
import { usePolicies } from './words';

type Teams = components['schemas']['TeamsOut'];
type Team = components['schemas']['TeamOut'];
type Unplaced = components['schemas']['UnplacedOut'];
type Seated = components['schemas']['SeatedOut'];

const TEAMS = ['teams'];

interface Move {
  who: Unplaced;
  from: Team | null;
  to: Team;
}

function useMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ who, from, to }: Move) =>
      send<Teams>('POST', `/api/boards/${to.id}/members`, { body: { person: who.id, leaving: from?.id ?? null } }),
    onSuccess: (teams) => client.setQueryData(TEAMS, teams),
  });
}

/** Every board of the lab with its people, whom one moves from one to another. */
export default function TeamsPage() {
  const { t } = useLingui();
  const teams = useQuery({ queryKey: TEAMS, queryFn: ({ signal }) => send<Teams>('GET', '/api/teams', { signal }), staleTime: 0 });
  const move = useMove();
  const done = move.variables;
  return (
    <Screen wide title={t`Who sits where`} lead={<Trans>What somebody wrote stays on its board, under her name. On her new board she accepts its terms first.</Trans>}>
      <p role="status" className={styles.told}>
        {move.isSuccess && done && <Moved name={done.who.label} board={done.to.title} />}
      </p>
      <ErrorNotice error={teams.error} onRetry={teams.refetch} />
      <ErrorNotice error={move.error} />
      {teams.isPending && (
        <Waiting>
          <Trans>Fetching the teams…</Trans>
        </Waiting>
      )}
      {teams.data && <All teams={teams.data} busy={move.isPending} onMove={move.mutate} />}
    </Screen>
  );
}

interface AllProps {
  teams: Teams;
  busy: boolean;
  onMove: (move: Move) => void;
}

function All({ teams: { boards, unplaced }, busy, onMove }: AllProps) {
  if (boards.length === 0) return <Trans>There is no board yet.</Trans>;
  const rest = { boards, busy, onMove };
  return (
    <div className={styles.teams}>
      {unplaced.length > 0 && (
        <Card title={<Trans>On no board yet</Trans>}>
          <ul className={styles.people}>
            {unplaced.map((who) => (
              <Row key={who.id} who={who} from={null} {...rest} />
            ))}
          </ul>
        </Card>
      )}
      {boards.map((board) => (
        <Card key={board.id} title={<Link to={`/boards/${board.id}`}>{board.title}</Link>}>
          <About board={board} />
          {board.people.length === 0 && (
            <p>
              <Trans>Nobody is on it.</Trans>
            </p>
          )}
          <ul className={styles.people}>
            {board.people.map((who) => (
              <Row key={who.id} who={who} seated={who} from={board} {...rest} />
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function About({ board }: { board: Team }) {
  const policies = usePolicies();
  if (board.challenge === null) return null;
  const { label } = policies[board.policy as IpPolicy];
  return (
    <p className={styles.about}>
      {board.about} · {label}
    </p>
  );
}

interface RowProps extends Pick<AllProps, 'busy' | 'onMove'> {
  who: Unplaced;
  seated?: Seated;
  from: Team | null;
  boards: readonly Team[];
}

function Row({ who, seated, from, boards, busy, onMove }: RowProps) {
  const { t } = useLingui();
  const others = boards.filter(({ id }) => id !== from?.id);
  const [chosen, choose] = useState('');
  const to = others.find(({ id }) => id === chosen);
  const roles: Readonly<Record<string, string>> = { facilitator: t`facilitates`, observer: t`observes` };
  const discipline = useDisciplines().find(({ value }) => value !== '' && value === who.discipline)?.label;
  const told = [discipline, seated ? roles[seated.role] : undefined].filter(Boolean).join(', ');
  return (
    <li className={styles.person}>
      <p className={styles.who}>
        <strong dir="auto">{who.label}</strong>
        {told !== '' && <span className={styles.soft}> {told}</span>}
        {seated?.bound === false && (
          <span className={styles.mark}>
            <Trans>has not accepted the terms yet</Trans>
          </span>
        )}
      </p>
      {others.length > 0 && (
        <div className={styles.move}>
          <Select
            label={<Label name={who.label} />}
            value={chosen}
            onChange={choose}
            choices={[{ value: '', label: t`Choose a board` }, ...others.map(({ id, title }) => ({ value: id, label: title }))]}
          />
          <Button busy={busy} isDisabled={!to} onPress={() => to && onMove({ who, from, to })}>
            {from ? <Trans>Move</Trans> : <Trans>Place</Trans>}
          </Button>
        </div>
      )}
    </li>
  );
}

const Moved = ({ name, board }: { name: string; board: string }) => (
  <Trans>
    {name} is on “{board}” now.
  </Trans>
);

const Label = ({ name }: { name: string }) => <Trans>Another board for {name}</Trans>;

import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '../api/http';
import { useMe } from '../api/queries';
import type { BoardSummary, Challenge } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { onSubmit } from '../shared/form';
import { go } from '../shared/routing/place';
import { Button, Card, TextField } from '../shared/ui';
import styles from './challenges.module.css';

const RUNS_SESSIONS: readonly string[] = ['facilitator', 'administrator'];
const LONGEST = 120;

function useOpenBoard(challenge: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (title: string) =>
      send<BoardSummary>('POST', '/api/boards', { body: { title, mode: 'open', challenge } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
}

/** For who runs a session: a board for a team, on which the challenge lies already. */
export function TeamBoard({ challenge }: { challenge: Challenge }) {
  const { t } = useLingui();
  const me = useMe();
  const open = useOpenBoard(challenge.id);
  const [title, setTitle] = useState(challenge.title.slice(0, LONGEST));
  const runs = me.data?.person?.roles.some((role) => RUNS_SESSIONS.includes(role)) ?? false;
  if (!runs || !challenge.may_join_in) return null;
  const named = title.trim() !== '';
  const submit = onSubmit(() => {
    if (named) open.mutate(title.trim(), { onSuccess: ({ id }) => go(`/boards/${id}`) });
    return named;
  });
  const forNamed = challenge.ip_policy === 'nda' || challenge.audience === 'named';
  return (
    <Card title={<Trans>A board for a team</Trans>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t`Name of the board`}
          hint={
            forNamed ? (
              <Trans>The board begins empty: the brief is read beside it, by the people you named.</Trans>
            ) : (
              <Trans>The problem, its limits, the materials and the first questions lie on it already.</Trans>
            )
          }
          value={title}
          onChange={setTitle}
          maxLength={LONGEST}
          error={named ? undefined : t`Give it a title first.`}
        />
        <ErrorNotice error={open.error} />
        <div>
          <Button type="submit" busy={open.isPending}>
            <Trans>Open the board</Trans>
          </Button>
        </div>
      </form>
    </Card>
  );
}

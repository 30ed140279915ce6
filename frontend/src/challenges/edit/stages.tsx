import { Trans } from '@lingui/react/macro';
import type { ChallengeDraft, ChallengeState } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Button, Card, cx } from '../../shared/ui';
import { useMove } from '../queries';
import { useStateNames } from '../words';
import styles from './edit.module.css';
import type { Saving } from './saving';

const WAY: readonly ChallengeState[] = ['draft', 'open', 'in_session', 'closed', 'answered'];

/** The way of a challenge, where it is on it, and where it may go by one press. */
export function Stages({ draft, saving }: { draft: ChallengeDraft; saving: Saving }) {
  const names = useStateNames();
  const move = useMove(draft.id);
  const by = draft.next.filter((state) => draft.state !== 'draft' && state !== 'answered');
  const go = async (state: ChallengeState): Promise<void> => {
    if (await saving.flush()) move.mutate({ state }, { onSuccess: saving.adopt });
  };
  return (
    <Card title={<Trans>How far it is</Trans>}>
      <ol className={styles.stages}>
        {WAY.map((state) => (
          <li key={state} className={cx(state === draft.state && styles.here)} aria-current={state === draft.state ? 'step' : undefined}>
            <strong>{names[state].label}</strong>
            {state === draft.state && <span>{names[state].hint}</span>}
          </li>
        ))}
      </ol>
      {by.length > 0 && (
        <div className={styles.row}>
          {by.map((state) => (
            <Button key={state} isDisabled={move.isPending} onPress={() => void go(state)}>
              <Move to={state} from={draft.state} />
            </Button>
          ))}
        </div>
      )}
      <ErrorNotice error={move.error} />
    </Card>
  );
}

function Move({ to, from }: { to: ChallengeState; from: ChallengeState }) {
  if (to === 'in_session') return <Trans>The session begins</Trans>;
  if (to === 'closed') return <Trans>Close it</Trans>;
  return from === 'closed' ? <Trans>Open it again</Trans> : <Trans>The session is over</Trans>;
}

import { Plural, Trans } from '@lingui/react/macro';
import type { Challenge } from '../api/types';
import { ErrorNotice } from '../shared/error-notice';
import { Button } from '../shared/ui';
import styles from './challenges.module.css';
import { useInterest } from './queries';

/** “I would like to work on this”, and how many would. */
export function Interest({ challenge }: { challenge: Challenge }) {
  const say = useInterest(challenge.id);
  const mine = challenge.is_interested;
  return (
    <div className={styles.part}>
      <p className={styles.count} role="status">
        {challenge.interested === 0 ? (
          <Trans>Nobody has put a hand up yet.</Trans>
        ) : (
          <Plural value={challenge.interested} one="# person would like to work on this." other="# people would like to work on this." />
        )}
      </p>
      {challenge.may_join_in && (
        <Button kind={mine ? 'calm' : 'go'} busy={say.isPending} onPress={() => say.mutate({ interested: !mine })}>
          {mine ? <Trans>Take my hand down</Trans> : <Trans>I would like to work on this</Trans>}
        </Button>
      )}
      <ErrorNotice error={say.error} />
    </div>
  );
}

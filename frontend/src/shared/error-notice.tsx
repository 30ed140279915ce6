import { Trans } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { Refusal, Unreachable } from '../api/http';
import { isLost, onReach } from '../api/reach';
import { Button, Notice } from './ui';

/** What to tell a person about what went wrong: the server's own sentence where there is one. */
export function ErrorSentence({ error }: { error: Error }) {
  if (error instanceof Unreachable) {
    return <Trans>The lab does not answer. Check the wifi; nothing you typed is lost.</Trans>;
  }
  if (error instanceof Refusal && error.message !== '') return error.message;
  return <Trans>That did not work. Try it once more.</Trans>;
}

interface ErrorNoticeProps {
  error: Error | null;
  onRetry?: () => unknown;
}

export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const lost = useSyncExternalStore(onReach, isLost);
  if (!error) return null;
  const again = onRetry && (
    <Button onPress={() => void onRetry()}>
      <Trans>Try again</Trans>
    </Button>
  );
  if (error instanceof Unreachable && !lost) {
    return (
      <Notice kind="ok" action={again}>
        <Trans>The lab answers again: go on.</Trans>
      </Notice>
    );
  }
  return (
    <Notice kind={error instanceof Unreachable ? 'offline' : 'error'} action={again}>
      <ErrorSentence error={error} />
    </Notice>
  );
}

import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { send } from '../api/http';
import { isLost, onReach } from '../api/reach';
import { Notice } from '../shared/ui';

const TRY_EVERY_MS = 4_000;

/** Asks for the server until it answers, then brings everything on the page up to date. */
function useTryAgain(lost: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!lost) return undefined;
    const knock = (): void => {
      send('GET', '/api/me').then(
        () => client.invalidateQueries(),
        () => undefined,
      );
    };
    const timer = window.setInterval(knock, TRY_EVERY_MS);
    window.addEventListener('online', knock);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener('online', knock);
    };
  }, [lost, client]);
}

/** Tells everywhere when the lab does not answer, and that nothing typed is lost. */
export function ConnectionBand() {
  const lost = useSyncExternalStore(onReach, isLost);
  useTryAgain(lost);
  return (
    <div aria-live="polite">
      {lost && (
        <Notice kind="offline" band title={<Trans>No connection to the lab.</Trans>}>
          <Trans>What you typed stays here. We keep trying.</Trans>
        </Notice>
      )}
    </div>
  );
}

import { useSyncExternalStore } from 'react';

const SMALL = '(max-width: 600px), (pointer: coarse)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(SMALL);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the page is held in a hand: narrow, or used with a finger. */
export const useSmall = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(SMALL).matches);

import { useSyncExternalStore } from 'react';

/** Where the person is: the address is the only store. */
const listeners = new Set<() => void>();
let moves = 0;

function tell(): void {
  moves += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', tell);
  };
}

const here = (): string => window.location.pathname + window.location.search;

export interface Place {
  path: string;
  query: URLSearchParams;
}

export function usePlace(): Place {
  const address = useSyncExternalStore(subscribe, here);
  const url = new URL(address, window.location.origin);
  return { path: url.pathname, query: url.searchParams };
}

/** True once the person has moved inside the application: then a new screen takes the focus. */
export const hasMoved = (): boolean => moves > 0;

/** Only a path on this site is a place to go; anything else leads home. */
export function safePath(path: string | null | undefined): string {
  if (!path?.startsWith('/') || path.startsWith('//') || path.includes('\\')) return '/';
  return path;
}

export function go(to: string, { replace = false } = {}): void {
  const path = safePath(to);
  if (replace) window.history.replaceState(null, '', path);
  else window.history.pushState(null, '', path);
  if (!replace) window.scrollTo(0, 0);
  tell();
}

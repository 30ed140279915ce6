import { useSyncExternalStore } from 'react';

/** Plain language: short sentences, large type, pictures, and a voice. Chosen once for a device. */
const KEY = 'livelab_plain';
const listeners = new Set<() => void>();

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

let plain = stored();

function show(): void {
  document.documentElement.toggleAttribute('data-plain', plain);
}

show();

export function setPlain(on: boolean): void {
  plain = on;
  try {
    localStorage.setItem(KEY, on ? 'yes' : 'no');
  } catch {
    // Then it holds until the page goes.
  }
  show();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export const usePlain = (): boolean => useSyncExternalStore(subscribe, () => plain);

/** What this device has seen once, so that it is not offered again: a brief, a tour. */
const SHELF = 'livelab_seen';
const MOST = 200;

function all(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(SHELF) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

export const wasSeen = (what: string): boolean => all().includes(what);

/** Remembers it; where the device keeps nothing, it is offered again. */
export function markSeen(what: string): void {
  try {
    const kept = [...all().filter((one) => one !== what), what].slice(-MOST);
    localStorage.setItem(SHELF, JSON.stringify(kept));
  } catch {
    // Nothing is lost by that.
  }
}

/** A shared device forgets it with the person. */
export function forgetSeen(): void {
  try {
    localStorage.removeItem(SHELF);
  } catch {
    // There is nothing to forget.
  }
}

/** A published version of a brief: a new one is news. */
export const briefSeen = (challenge: { id: string; version: number }): string => `brief:${challenge.id}:${challenge.version}`;

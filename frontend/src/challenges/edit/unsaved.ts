/** What somebody wrote of a challenge and is not saved yet: on this device, under her own name, until it is. */

import { storageShelf } from '../../boards/sync/shelf';
import { whole, type Content } from './content';

const ALL = 'livelab/unsaved/challenge/';

export interface Unsaved {
  /** What she began from. */
  base: Content;
  mine: Content;
}

export interface Whose {
  readonly person: string;
  readonly challenge: string;
}

const keyOf = ({ person, challenge }: Whose): string => `${ALL}${person}/${challenge}`;
const shelf = storageShelf(() => localStorage);

export function unsaved(whose: Whose): Unsaved | null {
  try {
    const kept = JSON.parse(shelf.get(keyOf(whose)) ?? 'null') as Unsaved | null;
    return kept && { base: whole(kept.base), mine: whole(kept.mine) };
  } catch {
    return null;
  }
}

/** Keeps it, or lets go of it (`null`). Where there is no room it lives as long as the page. */
export function keepUnsaved(whose: Whose, what: Unsaved | null): void {
  if (what) shelf.put(keyOf(whose), JSON.stringify(what));
  else shelf.remove(keyOf(whose));
}

/** Nothing of it stays on a device that was left. */
export function forgetUnsaved(): void {
  for (const key of shelf.keys(ALL)) shelf.remove(key);
}

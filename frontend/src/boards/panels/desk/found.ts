/** What of the board was found and is marked, and the one that is looked at. */

export interface Found {
  readonly items: ReadonlySet<string>;
  readonly now: string | null;
}

export const NOTHING_FOUND: Found = { items: new Set(), now: null };

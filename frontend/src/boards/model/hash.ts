import type { Item } from './wire';

/**
 * Items as one text that is the same in every language: sorted by id, the fields of each in the
 * protocol's order, JSON without blanks. The state hash of a stream is SHA-256 over its UTF-8 bytes.
 */
export function canonical(items: Iterable<Item>): string {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify(
    sorted.map(({ id, kind, author, created, changed, x, y, z, colour, text, epoch, deleted }) => ({
      id, kind, author, created, changed, x, y, z, colour, text, epoch, ...(deleted ? { deleted } : {}),
    })),
  );
}

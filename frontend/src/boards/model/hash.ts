import type { Item } from './wire';

/**
 * Items as one text that is the same in every language: sorted by id, the fields of each in the
 * protocol's order, JSON without blanks. The state hash of a stream is SHA-256 over its UTF-8 bytes.
 */
export function canonical(items: Iterable<Item>): string {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify(
    sorted.map((item) => {
      const { kind, id, author, created, changed, x, y, z, text, epoch, deleted } = item;
      const own = item.kind === 'note' ? { colour: item.colour } : { w: item.w, h: item.h, file: item.file, digest: item.digest };
      return { kind, id, author, created, changed, x, y, z, ...own, text, epoch, ...(deleted ? { deleted } : {}) };
    }),
  );
}

import type { Item, Writes } from './wire';

/** The fields that tell one kind from another, in the protocol's order. */
function own(item: Item): object {
  const { text, epoch } = item;
  switch (item.kind) {
    case 'note':
      return { ...place(item), colour: item.colour, text, epoch, w: item.w, h: item.h };
    case 'image':
      return { ...place(item), ...size(item), file: item.file, digest: item.digest, text, epoch };
    case 'text':
    case 'cluster':
      return { ...place(item), ...size(item), text, epoch };
    case 'zone':
      return { ...place(item), ...size(item), colour: item.colour, text, epoch };
    case 'stroke':
      return { ...place(item), ...size(item), colour: item.colour, weight: item.weight, path: item.path, text, epoch };
    case 'connector':
      return { source: item.source, target: item.target, relation: item.relation, text, epoch };
    case 'comment':
      return { on: item.on, text, epoch, answers: item.answers };
  }
}

const place = ({ x, y, z }: { x: number; y: number; z: string }) => ({ x, y, z });
const size = ({ w, h }: { w: number; h: number }) => ({ w, h });

function writesOf(writes: Writes | undefined): object | undefined {
  if (!writes) return undefined;
  const { place: where, size: large, colour, text, relation, group, locked, resolved, deleted } = writes;
  return { place: where, size: large, colour, text, relation, group, locked, resolved, deleted };
}

/**
 * Items as one text that is the same in every language: sorted by id, the fields of each in the
 * protocol's order, JSON without blanks and without what is absent. The state hash of a stream is SHA-256 over
 * its UTF-8 bytes.
 */
export function canonical(items: Iterable<Item>): string {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.stringify(
    sorted.map((item) => {
      const { kind, id, author, created, changed, zone, first_zone, group, locked, resolved, reactions, copied_from, lang, deleted } = item;
      const carried = { zone, first_zone, group, locked, resolved, reactions, copied_from, lang };
      return { kind, id, author, created, changed, ...own(item), ...carried, writes: writesOf(item.writes), deleted };
    }),
  );
}

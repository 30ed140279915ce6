/**
 * What an entry does to the items of its stream (protocol §1). Pure. An entry is first read as a list
 * of changes, one per item it names, so that whoever holds many items touches only those.
 */

import type { Entry, Item, ItemsRevealed, NoteAdded, RevealedItem } from './wire';
import { spliced } from './splice';

/** What becomes of one item: from what it was (`undefined`: not held) to what it is. */
export type Become = (was: Item | undefined) => Item | undefined;
export type Change = readonly [id: string, become: Become];

/** An entry not (yet) numbered: what my own pending operation would become. */
export type Draft = { [E in Entry as E['verb']]: Omit<E, 'seq'> }[Entry['verb']];

/** The epoch of a text that was never rewritten. */
export const FIRST_EPOCH = 0;

function kept(at: string, fields: (was: Item) => Partial<Item>): Become {
  return (was) => was && { ...was, ...fields(was), changed: at };
}

function added({ actor, at, facts, words }: Omit<NoteAdded, 'seq'>): Item {
  const { id, x, y, z, colour } = facts;
  const text = words?.text ?? '';
  return { id, kind: 'note', author: actor, created: at, changed: at, x, y, z, colour, text, epoch: FIRST_EPOCH };
}

function revealed({ at, facts, words }: Omit<ItemsRevealed, 'seq'>): Change[] {
  const texts = new Map(words?.texts.map((each) => [each.id, each.text]));
  const item = ({ id, author, created, x, y, z, colour }: RevealedItem): Item => {
    const text = texts.get(id) ?? '';
    return { id, kind: 'note', author, created, changed: at, x, y, z, colour, text, epoch: FIRST_EPOCH };
  };
  return facts.items.map((each) => [each.id, (was) => was ?? item(each)]);
}

/** The changes an entry makes. An entry of a verb this page does not know makes none. */
export function changes(entry: Draft): Change[] {
  const { at } = entry;
  switch (entry.verb) {
    case 'note_added': {
      const item = added(entry);
      return [[item.id, (was) => was ?? item]];
    }
    case 'items_moved':
      return entry.facts.moves.map(({ id, x, y, z }) => [id, kept(at, () => ({ x, y, z }))]);
    case 'items_coloured': {
      const { ids, colour } = entry.facts;
      return ids.map((id) => [id, kept(at, () => ({ colour }))]);
    }
    case 'items_deleted':
      return entry.facts.ids.map((id) => [id, kept(at, () => ({ deleted: true }))]);
    case 'text_edited': {
      const { words } = entry;
      return [[entry.facts.id, kept(at, (was) => (words ? { text: spliced(was.text, words) } : {}))]];
    }
    case 'items_revealed':
      return revealed(entry);
    case 'items_published':
      return entry.facts.ids.map((id) => [id, () => undefined]);
    default:
      entry satisfies never;
      return [];
  }
}

/** Makes an entry's changes in `items`; returns the ids of the items it touched. */
export function apply(items: Map<string, Item>, entry: Draft): string[] {
  return changes(entry).map(([id, become]) => {
    const item = become(items.get(id));
    if (item) items.set(id, item);
    else items.delete(id);
    return id;
  });
}

/** The items after some entries. What they do not touch is shared with `items`, not copied. */
export function fold(items: ReadonlyMap<string, Item>, ...entries: readonly Draft[]): ReadonlyMap<string, Item> {
  const next = new Map(items);
  for (const entry of entries) apply(next, entry);
  return next;
}

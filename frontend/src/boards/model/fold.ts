/**
 * What an entry does to the items of its stream (protocol §1). Pure. An entry is first read as a list
 * of changes, one per item it names, so that whoever holds many items touches only those.
 */

import type { Entry, ImageAdded, ImageItem, Item, ItemsRevealed, NoteAdded, NoteItem, RevealedItem, TextsRewritten } from './wire';
import { spliced } from './splice';

/** What becomes of one item: from what it was (`undefined`: not held) to what it is. */
export type Become = (was: Item | undefined) => Item | undefined;
export type Change = readonly [id: string, become: Become];

/** An entry not (yet) numbered: what my own pending operation would become. */
export type Draft = { [E in Entry as E['verb']]: Omit<E, 'seq'> }[Entry['verb']];

/** The epoch of a text that was never rewritten. */
export const FIRST_EPOCH = 0;

/** What an entry may change of an item of whatever kind. */
type Common = Partial<Pick<Item, 'x' | 'y' | 'z' | 'text' | 'deleted'>>;

function kept(at: string, fields: (was: Item) => Common): Become {
  return (was) => was && { ...was, ...fields(was), changed: at };
}

/** Only notes have a colour. */
function coloured(at: string, colour: NoteItem['colour']): Become {
  return (was) => (was?.kind === 'note' ? { ...was, colour, changed: at } : was);
}

function noteAdded({ actor, at, facts, words }: Omit<NoteAdded, 'seq'>): NoteItem {
  const { id, x, y, z, colour } = facts;
  const text = words?.text ?? '';
  return { kind: 'note', id, author: actor, created: at, changed: at, x, y, z, colour, text, epoch: FIRST_EPOCH };
}

function imageAdded({ actor, at, facts, words }: Omit<ImageAdded, 'seq'>): ImageItem {
  const said = { text: words?.text ?? '', digest: words?.digest ?? '' };
  return { kind: 'image', author: actor, created: at, changed: at, ...facts, ...said, epoch: FIRST_EPOCH };
}

function revealed({ at, facts, words }: Omit<ItemsRevealed, 'seq'>): Change[] {
  const said = new Map(words?.texts.map((each) => [each.id, each]));
  const item = (shown: RevealedItem): Item => {
    const text = said.get(shown.id)?.text ?? '';
    if (shown.kind === 'note') return { ...shown, changed: at, text };
    return { ...shown, changed: at, text, digest: said.get(shown.id)?.digest ?? '' };
  };
  return facts.items.map((each) => [each.id, (was) => was ?? item(each)]);
}

/** What is said of these texts from now on. Nobody changed the items: when they were changed last stays. */
function rewritten({ facts, words }: Pick<TextsRewritten, 'facts' | 'words'>): Change[] {
  const said = new Map(words?.texts.map((each) => [each.id, each]));
  return facts.items.map(({ id, epoch }) => {
    const text = said.get(id)?.text ?? '';
    const digest = said.get(id)?.digest ?? '';
    return [id, (was) => was && (was.kind === 'note' ? { ...was, text, epoch } : { ...was, text, epoch, digest })];
  });
}

/** The changes an entry makes. An entry of a verb this page does not know makes none. */
export function changes(entry: Draft): Change[] {
  const { at } = entry;
  switch (entry.verb) {
    case 'note_added': {
      const item = noteAdded(entry);
      return [[item.id, (was) => was ?? item]];
    }
    case 'image_added': {
      const item = imageAdded(entry);
      return [[item.id, (was) => was ?? item]];
    }
    case 'items_moved':
      return entry.facts.moves.map(({ id, x, y, z }) => [id, kept(at, () => ({ x, y, z }))]);
    case 'items_coloured': {
      const { ids, colour } = entry.facts;
      return ids.map((id) => [id, coloured(at, colour)]);
    }
    case 'items_deleted':
      return entry.facts.ids.map((id) => [id, kept(at, () => ({ deleted: true }))]);
    case 'text_edited': {
      const { words } = entry;
      return [[entry.facts.id, kept(at, (was) => (words ? { text: spliced(was.text, words) } : {}))]];
    }
    case 'items_revealed':
      return revealed(entry);
    case 'file_uploaded':
    case 'files_removed':
      return [];
    case 'items_published':
      return entry.facts.ids.map((id) => [id, () => undefined]);
    case 'texts_rewritten':
      return rewritten(entry);
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

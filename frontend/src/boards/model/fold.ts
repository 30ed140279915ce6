/**
 * What an entry does to the items of its stream (protocol §1). Pure. An entry is first read as a list
 * of changes, one per item it names, so that whoever holds many items touches only those.
 */

import { isColoured, isComment, isConnector, isPlaced, isSized } from './kinds';
import type { Entry, EntryOf, Item, ItemsRevealed, Move, Reaction, RevealedItem, TextsRewritten, WholeText, Writes } from './wire';
import { spliced } from './splice';
import { omit } from './value';

/** What becomes of one item: from what it was (`undefined`: not held) to what it is. */
export type Become = (was: Item | undefined) => Item | undefined;
export type Change = readonly [id: string, become: Become];

/** An entry not (yet) numbered: what my own pending operation would become. */
export type Draft = { [E in Entry as E['verb']]: Omit<E, 'seq'> & { readonly seq?: number } }[Entry['verb']];
type DraftOf<V extends Entry['verb']> = Omit<EntryOf<V>, 'seq'> & { readonly seq?: number };

/** The epoch of a text that was never rewritten. */
export const FIRST_EPOCH = 0;

type Aspect = keyof Writes;

/** The item without a field that not all items have. */
const without = (item: Item, field: 'zone' | 'group' | 'locked' | 'resolved' | 'reactions' | 'deleted'): Item => omit(item, field) as Item;

/** Which entry wrote these aspects last: this one, if it has a number. */
function written(was: Item, { seq }: Draft, ...aspects: readonly Aspect[]): { readonly writes?: Writes } {
  if (seq === undefined || aspects.length === 0) return was.writes ? { writes: was.writes } : {};
  return { writes: { ...was.writes, ...Object.fromEntries(aspects.map((aspect) => [aspect, seq])) } };
}

/** Changes an item that is held; `make` says how, `null`: it is none that this concerns. */
function kept(entry: Draft, aspects: readonly Aspect[], make: (was: Item) => Item | null): Become {
  return (was) => {
    const is = was && make(was);
    return is ? { ...is, changed: entry.at, ...written(is, entry, ...aspects) } : was;
  };
}

const each = (ids: readonly string[], become: Become): Change[] => ids.map((id) => [id, become]);

// ------------------------------------------------------------------------- items that come

type AddedVerb = Extract<Entry['verb'], `${string}_added`>;
type Added = { [V in AddedVerb]: DraftOf<V> }[AddedVerb];

const adds = (entry: Draft): entry is Added => entry.verb.endsWith('_added');

/** What every new item has. */
function born(entry: Added) {
  const { actor, at, facts, words } = entry;
  return { author: actor, created: at, changed: at, epoch: FIRST_EPOCH, ...inZone(facts), text: words?.text ?? '' };
}

const inZone = (facts: Added['facts']) => ('zone' in facts ? { first_zone: facts.zone } : {});

function added(entry: Added): Item {
  switch (entry.verb) {
    case 'note_added':
      return { kind: 'note', ...entry.facts, ...born(entry) };
    case 'image_added':
      return { kind: 'image', ...entry.facts, ...born(entry), digest: entry.words?.digest ?? '' };
    case 'text_added':
      return { kind: 'text', ...entry.facts, ...born(entry) };
    case 'zone_added':
      return { kind: 'zone', ...entry.facts, ...born(entry) };
    case 'cluster_added':
      return { kind: 'cluster', ...omit(entry.facts, 'ids'), ...born(entry) };
    case 'stroke_added':
      return { kind: 'stroke', ...entry.facts, ...born(entry), path: entry.words?.path ?? [] };
    case 'connector_added':
      return { kind: 'connector', ...entry.facts, ...born(entry) };
    case 'comment_added':
      return { kind: 'comment', ...entry.facts, ...born(entry) };
  }
}

function appeared(entry: Added): Change[] {
  const item = added(entry);
  const comes: Change = [item.id, (was) => was ?? item];
  return entry.verb === 'cluster_added' ? [comes, ...grouped(entry, entry.facts.ids, item.id)] : [comes];
}

// ------------------------------------------------------------------------ items that change

function moved(entry: Draft, { id, x, y, z, zone }: Move): Change {
  return [id, kept(entry, ['place'], (was) => (isPlaced(was) ? into({ ...was, x, y, z }, zone) : null))];
}

/** Put into a zone, or out of any; where it was first stays. */
function into(item: Item, zone: string | null | undefined): Item {
  if (zone === undefined) return item;
  return zone === null ? without(item, 'zone') : { ...item, zone, first_zone: item.first_zone ?? zone };
}

function grouped(entry: Draft, ids: readonly string[], group: string | null): Change[] {
  const become = (was: Item) => (group === null ? without(was, 'group') : { ...was, group });
  return each(ids, kept(entry, ['group'], (was) => (isPlaced(was) ? become(was) : null)));
}

function reacted({ actor, facts: { reaction, on } }: DraftOf<'reacted'>, was: Item): Item {
  const who = (was.reactions?.[reaction] ?? []).filter((person) => person !== actor);
  const said = { ...was.reactions, [reaction]: on ? [...who, actor] : who };
  const left = (Object.keys(said) as Reaction[]).sort().flatMap((name) => (said[name]?.length ? [[name, said[name]] as const] : []));
  return left.length > 0 ? { ...was, reactions: Object.fromEntries(left) } : without(was, 'reactions');
}

// ------------------------------------------- from silence to the board, and after erasures

function shown(revealed: RevealedItem, at: string, said: WholeText | undefined): Item {
  const words = { changed: at, text: said?.text ?? '' };
  if (revealed.kind === 'image') return { ...revealed, ...words, digest: said?.digest ?? '' };
  if (revealed.kind === 'stroke') return { ...revealed, ...words, path: said?.path ?? [] };
  return { ...revealed, ...words };
}

function revealed({ at, facts, words }: Omit<ItemsRevealed, 'seq'>): Change[] {
  const said = new Map(words?.texts.map((told) => [told.id, told]));
  return facts.items.map((item) => [item.id, (was) => was ?? shown(item, at, said.get(item.id))]);
}

/** What is said of these texts from now on. Nobody changed the items: when they were changed last stays. */
function rewritten({ facts, words }: Pick<TextsRewritten, 'facts' | 'words'>): Change[] {
  const said = new Map(words?.texts.map((told) => [told.id, told]));
  return facts.items.map(({ id, epoch }) => [id, (was) => was && retold(was, epoch, said.get(id))]);
}

function retold(was: Item, epoch: number, said: WholeText | undefined): Item {
  const words = { text: said?.text ?? '', epoch };
  if (was.kind === 'image') return { ...was, ...words, digest: said?.digest ?? '' };
  if (was.kind === 'stroke') return { ...was, ...words, path: said?.path ?? [] };
  return { ...was, ...words };
}

/** The changes an entry makes. An entry of a verb this page does not know makes none. */
export function changes(entry: Draft): Change[] {
  if (adds(entry)) return appeared(entry);
  switch (entry.verb) {
    case 'items_moved':
      return entry.facts.moves.map((move) => moved(entry, move));
    case 'items_resized':
      return entry.facts.sizes.map(({ id, ...frame }) => [id, kept(entry, ['place', 'size'], (was) => (isSized(was) ? { ...was, ...frame } : null))]);
    case 'items_coloured': {
      const { ids, colour } = entry.facts;
      return each(ids, kept(entry, ['colour'], (was) => (isColoured(was) ? { ...was, colour } : null)));
    }
    case 'items_grouped':
      return grouped(entry, entry.facts.ids, entry.facts.group);
    case 'items_locked': {
      const { ids, locked } = entry.facts;
      return each(ids, kept(entry, ['locked'], (was) => (locked ? { ...was, locked: entry.actor } : without(was, 'locked'))));
    }
    case 'items_related': {
      const { ids, relation } = entry.facts;
      return each(ids, kept(entry, ['relation'], (was) => (isConnector(was) ? { ...was, relation } : null)));
    }
    case 'comments_resolved': {
      const { ids, resolved } = entry.facts;
      const become = (was: Item) => (resolved ? { ...was, resolved } : without(was, 'resolved'));
      return each(ids, kept(entry, ['resolved'], (was) => (isComment(was) ? become(was) : null)));
    }
    case 'items_deleted':
      return each(entry.facts.ids, kept(entry, ['deleted'], (was) => ({ ...was, deleted: true })));
    case 'items_restored':
      return each(entry.facts.ids, kept(entry, ['deleted'], (was) => without(was, 'deleted')));
    case 'reacted':
      return [[entry.facts.id, kept(entry, [], (was) => reacted(entry, was))]];
    case 'text_edited': {
      const { words } = entry;
      return [[entry.facts.id, kept(entry, ['text'], (was) => (words ? { ...was, text: spliced(was.text, words) } : was))]];
    }
    case 'items_revealed':
      return revealed(entry);
    case 'items_published':
      return each(entry.facts.ids, () => undefined);
    case 'texts_rewritten':
      return rewritten(entry);
    case 'file_uploaded':
    case 'files_removed':
      return [];
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

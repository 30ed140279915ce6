/** A board without a server, for tests and for looking at the page: what is done is so at once. */

import { inverse } from '../../model/inverse';
import { adds, describe, named } from '../../model/ops';
import { BoardStore } from '../../model/store';
import { spliced } from '../../model/splice';
import { Value } from '../../model/value';
import { History } from '../../sync/history';
import type {
  About, Board, Entry, Item, Link, Look, Mode, NoteItem, NotPlaced, Op, OpName, Person, Presence, Refusal, Saving, Sight, Spot, TextHandle, Tray,
} from '../../sync';

export const ME = 'a'.repeat(32);
const SHARED = 'board';
const OWN = 'own';
const WRITING: readonly OpName[] = [
  'add_note', 'add_image', 'add_text', 'add_zone', 'add_cluster', 'add_stroke', 'add_connector', 'add_comment', 'move_items', 'resize_items',
  'colour_items', 'group_items', 'lock_items', 'relate_items', 'resolve_comments', 'delete_items', 'restore_items', 'react', 'edit_text',
];

export interface FakeOptions {
  readonly mode?: Mode;
  readonly role?: 'participant' | 'facilitator' | 'observer';
  readonly items?: readonly Item[];
  readonly people?: readonly Person[];
  readonly title?: string;
}

export function fakeItem(n: number, fields: Partial<NoteItem> = {}): NoteItem {
  const at = '2026-03-12T08:00:00.000000Z';
  const id = n.toString(16).padStart(32, '0');
  const z = `U${n.toString(36).padStart(5, '0')}`;
  return { kind: 'note', id, author: 'b'.repeat(32), created: at, changed: at, x: 0, y: 0, z, colour: 'yellow', text: `note ${n}`, epoch: 0, ...fields };
}

type Done = Exclude<Op, { t: 'edit_text' }>;
type Verb = Entry['verb'];

export class FakeBoard implements Board {
  readonly store = new BoardStore(ME);
  readonly link = new Value<Link>({ state: 'live', retryAt: null });
  readonly about: Value<About | null>;
  readonly people: Value<readonly Person[]>;
  readonly cursors = new Value<ReadonlyMap<string, Spot>>(new Map());
  readonly choices = new Value<ReadonlyMap<string, readonly string[]>>(new Map());
  readonly followed = new Value<readonly string[]>([]);
  readonly sight = new Value<Sight | null>(null);
  /** What I have chosen, whom I followed, where I looked: what was told last. */
  chosen: readonly string[] = [];
  following: string | null = null;
  looked: Look | null = null;
  readonly saving = new Value<Saving>({ state: 'saved', pending: 0, notPlaced: 0, shelfFull: false });
  readonly refusal = new Value<Refusal | null>(null);
  readonly entries = new Value<readonly NotPlaced[]>([]);
  readonly tray: Tray;
  /** Everything that was asked for, for tests to read. */
  readonly done: Done[] = [];
  /** Where I pointed last. */
  seen: Presence | null = null;
  readonly #history = new History();
  readonly undoable = this.#history.can;
  #seq = 0;
  #ids = 0;

  constructor({ mode = 'open', role = 'participant', items = [], people = [], title = 'A board' }: FakeOptions = {}) {
    const may = role === 'observer' ? [] : role === 'facilitator' && mode === 'silent' ? [...WRITING, 'reveal' as const] : WRITING;
    const board = { id: 'f'.repeat(32), title, mode, challenge: null };
    this.about = new Value<About | null>({ you: { person: ME, role, y_client: 5 }, board, mode, may });
    this.people = new Value(people);
    this.tray = {
      entries: this.entries,
      placeAgain: (opId: string) => this.#placeAgain(opId),
      copy: (opId: string) => this.entries.get().find((each) => each.op_id === opId)?.text ?? '',
      discard: (opId: string) => this.#drop(opId),
    } as unknown as Tray;
    this.store.replaceStreams([
      { id: SHARED, kind: 'board', seq: 0, hash: '', items },
      { id: OWN, kind: 'own', seq: 0, hash: '', items: [] },
    ]);
    this.store.setOnline(true);
  }

  status(id: string) {
    return this.store.status(id);
  }

  newId(): string {
    return `f${(++this.#ids).toString(16).padStart(31, '0')}`;
  }

  do(op: Done): readonly string[] {
    this.done.push(op);
    const back = inverse(op, (id) => this.store.confirmed(id));
    const op_id = this.newId();
    if (back) this.#history.made(op_id, back);
    if (op.t === 'reveal') this.#reveal();
    const draft = describe(op, ME, '', op_id);
    const silent = this.about.get()?.mode === 'silent';
    if (draft) this.#enter(draft.verb, draft.facts, draft.words, adds(op) ? silent : this.#own(named(op)[0]));
    return [op_id];
  }

  gesture<T>(make: () => T): T {
    return this.#history.gesture(make);
  }

  undo(): boolean {
    return this.#history.undo((ops) => ops.forEach((op) => this.do(op as Done)));
  }

  redo(): boolean {
    return this.#history.redo((ops) => ops.forEach((op) => this.do(op as Done)));
  }

  editText(id: string): TextHandle {
    const text = (): string => this.store.item(id)?.text ?? '';
    const put = (next: string): void => {
      const words = { at: 0, remove: text().length, insert: next, update: '' };
      this.#enter('text_edited', { id, epoch: 0 }, words, this.#own(id));
    };
    return {
      id,
      state: new Value<'plain' | 'shared' | 'gone'>('shared'),
      text,
      splice: (change) => put(spliced(text(), change)),
      bind(area) {
        area.value = text();
        const typed = (): void => put(area.value);
        area.addEventListener('input', typed);
        return () => area.removeEventListener('input', typed);
      },
      close: () => undefined,
    };
  }

  choose(ids: ReadonlySet<string>): void {
    this.chosen = [...ids];
  }

  follow(person: string | null): void {
    this.sight.set(null);
    this.following = person;
  }

  look(view: Look): void {
    this.looked = view;
  }

  presence(where: Presence | null): void {
    this.seen = where;
  }

  serverNow(): number {
    return Date.now();
  }

  wake(): void {
    this.link.set({ state: 'live', retryAt: null });
  }

  flush(): void {
    // Everything is written already.
  }

  dispose(): void {
    this.link.set({ state: 'closed', retryAt: null });
  }

  /** Somebody else adds a note. */
  receive(item: NoteItem): void {
    const { id, x, y, z, colour, text, author } = item;
    this.#enter('note_added', { id, x, y, z, colour }, { text }, false, author);
  }

  /** Somebody else says something about an item, or connects two. */
  receiveHanging(verb: 'comment_added' | 'connector_added', facts: object, actor: string): void {
    this.#enter(verb, facts, { text: 'hers' }, false, actor);
  }

  #own(id: string | undefined): boolean {
    return id !== undefined && this.store.isPrivate(id);
  }

  #enter(verb: Verb, facts: unknown, words: unknown, own: boolean, actor = ME): void {
    const at = new Date().toISOString().replace('Z', '000Z');
    const entry = { seq: ++this.#seq, at, actor, verb, op: 'o', facts, words } as Entry;
    this.store.applyEntry(own ? OWN : SHARED, entry);
  }

  #reveal(): void {
    const mine = this.store.items().filter((item) => item.minePrivate);
    const texts = mine.map(({ id, text }) => ({ id, text, state: null }));
    this.store.change(() => {
      this.#enter('items_revealed', { mode: 'open', items: mine }, { texts }, false);
      this.#enter('items_published', { ids: mine.map(({ id }) => id) }, null, true);
    });
    const about = this.about.get();
    if (about) this.about.set({ ...about, mode: 'open', may: WRITING });
  }

  #placeAgain(opId: string): string | null {
    const entry = this.entries.get().find((each) => each.op_id === opId);
    if (!entry) return null;
    const id = this.newId();
    this.do({ t: 'add_note', id, x: entry.x, y: entry.y, z: 'V', colour: entry.colour, text: entry.text });
    this.#drop(opId);
    return id;
  }

  #drop(opId: string): void {
    this.entries.set(this.entries.get().filter((entry) => entry.op_id !== opId));
  }
}

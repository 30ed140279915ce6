/**
 * The one store of a board in the browser: what is confirmed, stream by stream; my pending operations;
 * and the view, which is the one with the other on top. Canvas, outline and list are its readers.
 *
 * Writers (the session, the texts) work inside `change`, which recomputes only the items they touched
 * and tells listeners once.
 */

import { apply, changes, type Become } from './fold';
import { isPlaced } from './kinds';
import { adds, draftOf } from './ops';
import { Stack } from './stack';
import type {
  Entry, Hanging, Item, ItemStatus, Pending, StreamKind, StreamState, Unsubscribe, ViewComment, ViewConnector, ViewItem, WholeStream,
} from './types';
import { Listeners, sameFields } from './value';

/** Items as they are now; `undefined`: not shown any more. */
export type Changed = ReadonlyMap<string, ViewItem | undefined>;

interface Stream {
  readonly id: string;
  readonly kind: StreamKind;
  seq: number;
  hash: string;
  items: Map<string, Item>;
}

interface Waiting {
  readonly pending: Pending;
  readonly changes: ReadonlyMap<string, Become>;
  hidden: boolean;
}

export class BoardStore {
  /** Grows with every visible change. */
  version = 0;
  readonly #me: string;
  readonly #streams = new Map<string, Stream>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #waitingByItem = new Map<string, Set<Waiting>>();
  /** What left my private stream for the board, until the board's own entry is here too. */
  readonly #leaving = new Map<string, Item>();
  readonly #liveTexts = new Map<string, string>();
  readonly #refused = new Set<string>();
  readonly #view = new Stack();
  readonly #hanging = new Map<string, Hanging>();
  #connectors: readonly ViewConnector[] | null = null;
  #comments: readonly ViewComment[] | null = null;
  readonly #all = new Listeners<[changed: Changed]>();
  readonly #byItem = new Map<string, Listeners>();
  readonly #touched = new Set<string>();
  #depth = 0;
  #online = false;

  constructor(me: string) {
    this.#me = me;
  }

  // ------------------------------------------------------------------------- reading

  /** Everything that lies on the board, lowest first; the same array until something changes. Deleted items are not in it. */
  readonly items = (): readonly ViewItem[] => this.#view.all();

  /** One item as it is shown; the same object until it changes. */
  item(id: string): ViewItem | undefined {
    if (!this.#touched.has(id)) return this.#view.get(id);
    const shown = this.#shown(id);
    return shown && isPlaced(shown) ? shown : undefined;
  }

  /** The connectors between items that are shown; the same array until something changes. */
  readonly connectors = (): readonly ViewConnector[] => {
    this.#connectors ??= [...this.#hanging.values()].flatMap((each) => (each.kind === 'connector' && this.#holds(each) ? [each] : []));
    return this.#connectors;
  };

  /** The comments on what is shown, oldest first; the same array until something changes. */
  readonly comments = (): readonly ViewComment[] => {
    this.#comments ??= [...this.#hanging.values()]
      .flatMap((each) => (each.kind === 'comment' && this.#holds(each) ? [each] : []))
      .sort((a, b) => (a.created === b.created ? (a.id < b.id ? -1 : 1) : a.created < b.created ? -1 : 1));
    return this.#comments;
  };

  /** A connector or a comment as it is shown. */
  hanging(id: string): Hanging | undefined {
    const each = this.#hanging.get(id);
    return each && this.#holds(each) ? each : undefined;
  }

  /** Told once after every change of the view, with what changed of the items that lie on the board. */
  readonly subscribe = this.#all.subscribe;

  /** Told when this item or its status changed. */
  subscribeItem(id: string, listener: () => void): Unsubscribe {
    const listeners = this.#byItem.get(id) ?? new Listeners();
    this.#byItem.set(id, listeners);
    const unsubscribe = listeners.subscribe(listener);
    return () => {
      unsubscribe();
      if (listeners.empty && this.#byItem.get(id) === listeners) this.#byItem.delete(id);
    };
  }

  /** How my writing on this item is doing. */
  status(id: string): ItemStatus {
    if (this.#waitingByItem.has(id)) return this.#online ? 'saving' : 'waiting';
    return this.#refused.has(id) ? 'refused' : 'saved';
  }

  /** The confirmed streams. */
  streams(): readonly StreamState[] {
    return [...this.#streams.values()];
  }

  stream(id: string): StreamState | undefined {
    return this.#streams.get(id);
  }

  /** The item as the server last confirmed it, deleted or not. */
  confirmed(id: string): Item | undefined {
    return this.#in('board', id) ?? this.#in('own', id) ?? this.#leaving.get(id);
  }

  /** Whether the item is, or will be, in my private stream. */
  isPrivate(id: string): boolean {
    if (this.#in('board', id) || this.#leaving.has(id)) return false;
    return this.#in('own', id) !== undefined || this.#addedPrivately(id);
  }

  /** The pending operations that name an item, in order. */
  pendingOf(id: string): readonly Pending[] {
    return Array.from(this.#waitingByItem.get(id) ?? [], (each) => each.pending);
  }

  // ------------------------------------------------------------------------- writing

  /** Makes several changes as one. */
  change<T>(make: () => T): T {
    this.#depth++;
    try {
      return make();
    } finally {
      if (--this.#depth === 0) this.#settle();
    }
  }

  /** Takes these streams instead of all it had. */
  replaceStreams(streams: readonly WholeStream[]): void {
    this.change(() => {
      this.#touchAll();
      this.#touch(...this.#leaving.keys());
      this.#leaving.clear();
      this.#streams.clear();
      for (const { id, kind, seq, hash, items } of streams) {
        this.#streams.set(id, { id, kind, seq, hash, items: new Map(items.map((item) => [item.id, item])) });
      }
      this.#touchAll();
    });
  }

  /** A stream of which nothing is known yet. */
  addStream(id: string, kind: StreamKind): void {
    this.#streams.set(id, { id, kind, seq: 0, hash: '', items: new Map() });
  }

  /** Forgets a stream that may not be read any more. */
  dropStream(id: string): void {
    this.change(() => {
      this.#touch(...(this.#streams.get(id)?.items.keys() ?? []));
      this.#streams.delete(id);
    });
  }

  /** Applies the next entry of a stream; whoever calls has checked its number (B2.3). */
  applyEntry(streamId: string, entry: Entry): void {
    const stream = this.#streams.get(streamId);
    if (!stream) return;
    this.change(() => {
      stream.seq = entry.seq;
      if (entry.verb === 'items_published') this.#see(stream, entry.facts.ids);
      const touched = apply(stream.items, entry);
      if (stream.kind === 'board') for (const id of touched) this.#leaving.delete(id);
      this.#touch(...touched);
    });
  }

  setHash(streamId: string, hash: string): void {
    const stream = this.#streams.get(streamId);
    if (stream) stream.hash = hash;
  }

  /** Shows an operation before it is confirmed, above all that are shown already. `key` names it here: an
   *  operation that has to be made anew keeps its place. */
  addPending(pending: Pending, key = pending.op_id): void {
    this.change(() => {
      const draft = draftOf(pending, this.#me);
      const waiting = { pending, changes: new Map(draft ? changes(draft) : []), hidden: false };
      this.#waiting.set(key, waiting);
      for (const id of waiting.changes.keys()) {
        const others = this.#waitingByItem.get(id) ?? new Set();
        this.#waitingByItem.set(id, others.add(waiting));
        this.#refused.delete(id);
        this.#touch(id);
      }
    });
  }

  /** What is confirmed may hold this operation already: it is pending, but not shown on top of it. */
  hidePending(key: string): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    this.change(() => {
      waiting.hidden = true;
      this.#touch(...waiting.changes.keys());
    });
  }

  /** The operation was confirmed, refused or replaced. */
  removePending(key: string): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    this.change(() => {
      this.#waiting.delete(key);
      for (const id of waiting.changes.keys()) {
        const others = this.#waitingByItem.get(id);
        others?.delete(waiting);
        if (others?.size === 0) this.#waitingByItem.delete(id);
        this.#touch(id);
      }
    });
  }

  /** The text of an item that is open here, letters not yet sent included; `null`: no longer open. */
  setLiveText(id: string, text: string | null): void {
    if (this.#liveTexts.get(id) === (text ?? undefined)) return;
    this.change(() => {
      if (text === null) this.#liveTexts.delete(id);
      else this.#liveTexts.set(id, text);
      this.#touch(id);
    });
  }

  /** Marks items whose last change of mine was refused; lasts until I change them again. */
  markRefused(ids: readonly string[], refused: boolean): void {
    this.change(() => {
      for (const id of ids) {
        if (refused) this.#refused.add(id);
        else this.#refused.delete(id);
      }
      this.#touch(...ids);
    });
  }

  setOnline(online: boolean): void {
    if (this.#online === online) return;
    this.change(() => {
      this.#online = online;
      this.#touch(...this.#waitingByItem.keys());
    });
  }

  // ------------------------------------------------------------------------- inside

  #in(kind: StreamKind, id: string): Item | undefined {
    for (const stream of this.#streams.values()) {
      const item = stream.kind === kind ? stream.items.get(id) : undefined;
      if (item) return item;
    }
    return undefined;
  }

  /** The two streams come in any order: a published item stays in sight until it is on the board. */
  #see(own: Stream, ids: readonly string[]): void {
    for (const id of ids) {
      const item = own.items.get(id);
      if (item && !this.#in('board', id)) this.#leaving.set(id, item);
    }
  }

  #addedPrivately(id: string): boolean {
    return this.pendingOf(id).some(({ op, private: mine }) => adds(op) && mine);
  }

  #touch(...ids: readonly string[]): void {
    for (const id of ids) this.#touched.add(id);
  }

  #touchAll(): void {
    for (const { items } of this.#streams.values()) for (const id of items.keys()) this.#touched.add(id);
  }

  /** What it hangs on is shown. */
  #holds(each: Hanging): boolean {
    if (each.kind === 'connector') return this.#view.get(each.source) !== undefined && this.#view.get(each.target) !== undefined;
    const on = this.#hanging.get(each.on);
    return this.#view.get(each.on) !== undefined || (on?.kind === 'connector' && this.#holds(on));
  }

  #shown(id: string): ViewItem | Hanging | undefined {
    let item = this.confirmed(id);
    for (const waiting of this.#waitingByItem.get(id) ?? []) if (!waiting.hidden) item = waiting.changes.get(id)?.(item);
    if (!item || item.deleted) return undefined;
    return { ...item, text: this.#liveTexts.get(id) ?? item.text, minePrivate: this.isPrivate(id) };
  }

  #settle(): void {
    if (this.#touched.size === 0) return;
    const touched = [...this.#touched];
    this.#touched.clear();
    const changed = new Map<string, ViewItem | undefined>();
    let hung = false;
    for (const id of touched) {
      const was = this.#view.get(id) ?? this.#hanging.get(id);
      const is = this.#shown(id);
      if (was === is || (was && is && sameFields(was, is))) continue;
      if (is ? isPlaced(is) : !this.#hanging.has(id)) changed.set(id, is as ViewItem | undefined);
      else {
        hung = true;
        if (is) this.#hanging.set(id, is as Hanging);
        else this.#hanging.delete(id);
      }
    }
    const ends = [...changed].some(([id, is]) => (is === undefined) !== (this.#view.get(id) === undefined));
    this.#view.put(changed);
    if (hung || ends) this.#connectors = this.#comments = null;
    for (const id of touched) this.#byItem.get(id)?.tell();
    if (changed.size === 0 && !hung) return;
    this.version++;
    this.#all.tell(changed);
  }
}

/** Keeps the streams of the store up to date: strictly by number, and what is missing is pulled. */

import type { BoardStore } from '../model/store';
import type { Cursor, Entry, LaterStream, ToServer } from '../model/types';
import type { Clock } from './ports';

/** A pull that brought nothing is tried again. */
const PULL_AGAIN_AFTER = 2_000;

export interface StreamEnds {
  send(message: ToServer): void;
  /** An entry was applied. */
  applied(streamId: string, entry: Entry): void;
  /** What we hold is not what the server has: everything has to come anew. */
  diverged(): void;
}

interface Pull {
  readonly since: number;
  readonly at: number;
}

export class Streams {
  readonly #store: BoardStore;
  readonly #clock: Clock;
  readonly #ends: StreamEnds;
  readonly #wanted = new Map<string, number>();
  readonly #pulls = new Map<string, Pull>();

  constructor(store: BoardStore, clock: Clock, ends: StreamEnds) {
    this.#store = store;
    this.#clock = clock;
    this.#ends = ends;
  }

  /** Where we are, for joining. */
  cursors(): Cursor[] {
    return this.#store
      .streams()
      .filter(({ hash }) => hash !== '')
      .map(({ id, seq, hash }) => ({ stream: id, seq, hash }));
  }

  /** A new connection: nothing is under way. */
  reset(): void {
    this.#wanted.clear();
    this.#pulls.clear();
  }

  /** The answer to a join whose cursors were good; streams it does not name may not be read any more. */
  caughtUp(streams: readonly LaterStream[]): void {
    const named = new Set(streams.map(({ id }) => id));
    for (const { id } of this.#store.streams()) if (!named.has(id)) this.#store.dropStream(id);
    for (const { id, kind, seq, hash, entries } of streams) {
      if (!this.#store.stream(id)) this.#store.addStream(id, kind);
      this.entries(id, entries, hash);
      this.want(id, seq);
    }
  }

  /** Applies entries: the next one is taken, a lower one ignored, a higher one pulled for (B2.3). */
  entries(id: string, entries: readonly Entry[], hash: string): void {
    this.#adopt(id);
    const last = entries.at(-1);
    const before = this.#store.stream(id);
    if (!last || !before) return;
    const { seq: headBefore, hash: hashBefore } = before;
    for (const entry of entries) {
      const head = this.#store.stream(id)?.seq ?? 0;
      if (entry.seq > head + 1) break;
      if (entry.seq === head + 1) this.#apply(id, entry);
    }
    if (headBefore === last.seq && hashBefore !== hash && hashBefore !== '') {
      this.#ends.diverged();
      return;
    }
    if (this.#store.stream(id)?.seq === last.seq) this.#store.setHash(id, hash);
    this.want(id, last.seq);
  }

  /** The server has entry `seq` of this stream (B2.4): pulls if we have not. */
  want(id: string, seq: number): void {
    this.#adopt(id);
    const head = this.#store.stream(id)?.seq;
    const wanted = Math.max(seq, this.#wanted.get(id) ?? 0);
    this.#wanted.set(id, wanted);
    if (head === undefined || head >= wanted) return;
    const pull = this.#pulls.get(id);
    const now = this.#clock.ticks();
    if (pull?.since === head && now - pull.at < PULL_AGAIN_AFTER) return;
    this.#pulls.set(id, { since: head, at: now });
    this.#ends.send({ t: 'pull', stream: id, since: head });
  }

  /** An entry that this page cannot read changes nothing; the ones after it still count. */
  #apply(id: string, entry: Entry): void {
    try {
      this.#store.applyEntry(id, entry);
      this.#ends.applied(id, entry);
    } catch (error) {
      console.error('board entry not understood', id, entry.seq, error);
    }
  }

  /** A stream we never heard of, while we have no private one yet, is our private one. */
  #adopt(id: string): void {
    const streams = this.#store.streams();
    const known = streams.some((stream) => stream.id === id || stream.kind === 'own');
    if (!known && streams.length > 0) this.#store.addStream(id, 'own');
  }
}

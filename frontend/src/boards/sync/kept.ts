/**
 * My operations that the server confirmed within the last day. A server that was restored from a backup
 * has lost what came after it: what stands here can be offered to it again (B14). On the shelf under a key
 * of its own each, with the instant in it; there is room for the latest only, and none that anything else
 * on the shelf needs.
 */

import type { Pending } from '../model/types';
import type { Outgoing } from './outbox';
import type { Clock } from './ports';
import type { Shelf } from './shelf';

const BOARDS = 'livelab/board/';
const PART = '/kept/';
const DAY = 24 * 3_600_000;
/** Of one person on one board: so many operations, so many characters. */
const MOST = 1_000;
const ROOM = 500_000;

/** Where and when the server had it. */
interface Place {
  readonly epoch: string;
  readonly stream: string;
  readonly seq: number;
}

export interface Kept extends Place {
  readonly key: string;
  readonly order: string;
  readonly pending: Pending;
}

interface OnShelf {
  readonly key: string;
  readonly size: number;
}

export class KeptOps {
  readonly #shelf: Shelf;
  readonly #prefix: string;
  readonly #clock: Clock;
  readonly #written: OnShelf[];
  readonly #latestEdit = new Map<string, Kept>();
  #size = 0;

  constructor(shelf: Shelf, prefix: string, clock: Clock) {
    this.#shelf = shelf;
    this.#prefix = prefix + PART;
    this.#clock = clock;
    dropOld(shelf, clock.now() - DAY);
    this.#written = shelf.keys(this.#prefix).map((key) => ({ key, size: key.length + (shelf.get(key)?.length ?? 0) }));
    this.#size = this.#written.reduce((sum, { size }) => sum + size, 0);
  }

  /** The server confirmed it. A reveal is not kept: it is about what is hidden at its time (B14.8). */
  keep({ pending, order }: Outgoing, place: Place): void {
    if (pending.op.t === 'reveal') return;
    const { op_id, private: mine, op, at, text } = pending;
    const kept = { ...place, order, pending: { op_id, private: mine, op, at, ...(text === undefined ? {} : { text }) } };
    const key = this.#prefix + instantOf(this.#clock.now()) + op_id;
    if (op.t === 'edit_text') this.#latest({ ...kept, key }, op.id);
    const written = this.#write({ ...kept, key });
    if (!written) return;
    this.#size += written.size;
    this.#written.push(written);
    this.#makeRoom();
  }

  /** What a server that is in `epoch`, and whose streams end at `heads`, may have lost; in my order. */
  lostBy(epoch: string, heads: ReadonlyMap<string, number>): Kept[] {
    const since = this.#prefix + instantOf(this.#clock.now() - DAY);
    const found = new Map<string, Kept>();
    for (const key of this.#shelf.keys(this.#prefix)) {
      const kept = key < since ? null : read(key, this.#shelf.get(key));
      if (kept && (kept.epoch !== epoch || kept.seq > (heads.get(kept.stream) ?? Infinity))) found.set(kept.pending.op_id, kept);
    }
    return withTexts([...found.values()].sort((a, b) => (a.order < b.order ? -1 : 1)));
  }

  /** Lets go of edits of texts that were rewritten since: they hold letters of others. */
  forgetEdits(epochOf: (item: string) => number | undefined): void {
    for (const key of this.#shelf.keys(this.#prefix)) {
      const kept = read(key, this.#shelf.get(key));
      if (kept?.pending.op.t !== 'edit_text') continue;
      const { id, epoch } = kept.pending.op;
      if ((epochOf(id) ?? epoch) !== epoch) this.remove(kept);
    }
  }

  remove({ key }: Kept): void {
    this.#forget(this.#written.findIndex((each) => each.key === key));
    this.#shelf.remove(key);
  }

  /** Only the latest edit of a text carries the text as I saw it. */
  #latest(kept: Kept, item: string): void {
    const before = this.#latestEdit.get(item);
    this.#latestEdit.set(item, kept);
    const at = before ? this.#written.findLastIndex(({ key }) => key === before.key) : -1;
    if (!before || at < 0 || this.#shelf.get(before.key) === null) return;
    const { op_id, private: mine, op, at: made } = before.pending;
    const written = this.#write({ ...before, pending: { op_id, private: mine, op, at: made } });
    if (written) this.#size += written.size - (this.#written.splice(at, 1, written)[0]?.size ?? 0);
  }

  #write({ key, ...kept }: Kept): OnShelf | null {
    const value = JSON.stringify(kept);
    return this.#shelf.put(key, value) ? { key, size: key.length + value.length } : null;
  }

  #makeRoom(): void {
    while (this.#written.length > MOST || this.#size > ROOM) {
      const [oldest] = this.#written;
      if (!oldest) return;
      this.#shelf.remove(oldest.key);
      this.#forget(0);
    }
  }

  #forget(at: number): void {
    const [gone] = at < 0 ? [] : this.#written.splice(at, 1);
    this.#size -= gone?.size ?? 0;
  }
}

/** A shelf on which everything else goes before what is kept. */
export function keptYields(shelf: Shelf): Shelf {
  const put = (key: string, value: string): boolean => shelf.put(key, value) || (dropHalf(shelf) && put(key, value));
  return { ...shelf, put };
}

/** Forgets what is kept of anybody, on any board: who leaves a device leaves nothing on it. */
export function forgetKept(shelf: Shelf): void {
  for (const key of keptKeys(shelf)) shelf.remove(key);
}

function dropOld(shelf: Shelf, before: number): void {
  const limit = instantOf(before);
  for (const key of keptKeys(shelf)) if (afterPart(key) < limit) shelf.remove(key);
}

/** Drops the older half of what is kept; `false` when nothing is. */
function dropHalf(shelf: Shelf): boolean {
  const keys = keptKeys(shelf).sort((a, b) => (afterPart(a) < afterPart(b) ? -1 : 1));
  for (const key of keys.slice(0, Math.ceil(keys.length / 2))) shelf.remove(key);
  return keys.length > 0;
}

function keptKeys(shelf: Shelf): string[] {
  return shelf.keys(BOARDS).filter((key) => key.includes(PART));
}

function afterPart(key: string): string {
  return key.slice(key.indexOf(PART) + PART.length);
}

/** Milliseconds so that the order of the texts is the order of time. */
function instantOf(ms: number): string {
  return Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
}

/** The text as I saw it last, with every edit of it: whichever is refused, nothing I saw is lost. */
function withTexts(found: readonly Kept[]): Kept[] {
  const seen = new Map<string, string>();
  for (const { pending } of found) if (pending.op.t === 'edit_text' && pending.text !== undefined) seen.set(pending.op.id, pending.text);
  return found.map((kept) => {
    const text = kept.pending.op.t === 'edit_text' ? seen.get(kept.pending.op.id) : undefined;
    return text === undefined ? kept : { ...kept, pending: { ...kept.pending, text } };
  });
}

function read(key: string, value: string | null): Kept | null {
  try {
    const kept = JSON.parse(value ?? '') as Partial<Kept> | null;
    const whole = typeof kept?.order === 'string' && typeof kept.epoch === 'string' && typeof kept.pending?.op.t === 'string';
    return whole ? ({ ...kept, key } as Kept) : null;
  } catch {
    return null;
  }
}

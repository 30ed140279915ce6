/**
 * My operations that are not yet confirmed, in order. Each stands under a key of its own on the shelf
 * from before it is first sent until it is confirmed or refused, so a reload loses nothing and two tabs
 * do not overwrite one another. A tab that finds what another tab wrote may send it as well: the server
 * takes an `op_id` once (B4).
 * What was confirmed and is offered again to a restored server (B14) stands before everything else.
 */

import { Value } from '../model/value';
import type { Pending } from '../model/types';
import type { Shelf } from './shelf';

/** An operation on its way. */
export interface Outgoing {
  readonly pending: Pending;
  /** Where it stands among the others (its first op_id); stays when it has to be made anew. */
  readonly order: string;
  /** When it was last sent over the present connection. */
  sentAt: number | null;
  /** It left this tab at least once, over whatever connection. */
  everSent: boolean;
  /** It was found on the shelf: another page, or this one before a reload, may have sent it. */
  readonly restored: boolean;
  /** It was confirmed before the server was restored, and is offered again (`Reoffer`); not shown. */
  readonly reoffered: boolean;
  /** The server has it already, under this number; waits until the entry is here. */
  accepted: { readonly stream: string; readonly seq: number } | null;
  /** Not to be sent: something larger that holds it is about to be (it stays on the shelf until then). */
  held: boolean;
  /** Its writing is in the tray already; a refusal brings nothing new. */
  covered: boolean;
  /** It is on the shelf. */
  shelved: boolean;
}

interface Shelved {
  readonly order: string;
  readonly pending: Pending;
  readonly reoffered?: true;
}

function outgoing(pending: Pending, order: string, restored = false, reoffered = false): Outgoing {
  const fresh = { sentAt: null, everSent: false, accepted: null, held: false, covered: false };
  return { pending, order, restored, reoffered, shelved: restored, ...fresh };
}

/** What is offered again first, then in the order of making. */
function inOrder(a: Outgoing, b: Outgoing): number {
  if (a.reoffered !== b.reoffered) return a.reoffered ? -1 : 1;
  return a.order < b.order ? -1 : 1;
}

export class Outbox {
  readonly full = new Value(false);
  /** Told when an operation gets another `op_id`. */
  renamed: (from: string, to: string) => void = () => undefined;
  readonly #shelf: Shelf;
  readonly #prefix: string;
  #queue: Outgoing[] = [];

  constructor(shelf: Shelf, prefix: string) {
    this.#shelf = shelf;
    this.#prefix = `${prefix}/op/`;
    for (const key of shelf.keys(this.#prefix)) {
      const found = read(shelf.get(key));
      if (found) this.#queue.push(outgoing(found.pending, found.order, true, found.reoffered));
    }
    this.#queue.sort(inOrder);
  }

  /** Everything that is not yet confirmed, in order. */
  all(): readonly Outgoing[] {
    return this.#queue;
  }

  get(opId: string): Outgoing | undefined {
    return this.#queue.find((each) => each.pending.op_id === opId);
  }

  /** The greatest id in it; new ids must follow it. */
  last(): string | undefined {
    return this.#queue.map((each) => (each.order > each.pending.op_id ? each.order : each.pending.op_id)).sort().at(-1);
  }

  add(pending: Pending): Outgoing {
    const added = outgoing(pending, pending.op_id);
    this.#queue.push(added);
    this.#write(added);
    return added;
  }

  /** Puts in a confirmed operation to be offered again. Says whether it is on the shelf. */
  reoffer(pending: Pending, order: string): boolean {
    const there = this.get(pending.op_id);
    if (there) return there.shelved;
    const added = outgoing(pending, order, false, true);
    this.#queue = [...this.#queue, added].sort(inOrder);
    this.#write(added);
    return added.shelved;
  }

  /** Puts the same operation under a new `op_id` in its place (B3.3). */
  renew(old: Outgoing, opId: string, held = false): void {
    const { order, covered, reoffered } = old;
    const added = { ...outgoing({ ...old.pending, op_id: opId }, order, false, reoffered), held, covered };
    this.#queue = this.#queue.map((each) => (each === old ? added : each));
    this.#write(added);
    this.#erase(old);
    for (const each of this.#queue) this.#undoesNow(each, old.pending.op_id, opId);
    this.renamed(old.pending.op_id, opId);
  }

  /** What undoes an operation that has another name by now names it so. */
  #undoesNow(each: Outgoing, from: string, to: string): void {
    const { op } = each.pending;
    if (!('undoes' in op) || op.undoes !== from) return;
    const renamed = { ...each, pending: { ...each.pending, op: { ...op, undoes: to } } };
    this.#queue = this.#queue.map((other) => (other === each ? renamed : other));
    this.#write(renamed);
  }

  remove(gone: Outgoing): void {
    this.#queue = this.#queue.filter((each) => each !== gone);
    this.#erase(gone);
  }

  /** Its writing is in the tray: it need not survive a reload. */
  cover(each: Outgoing): void {
    each.covered = true;
    each.shelved = false;
    this.#erase(each);
  }

  /** It was on the shelf and is there no more: another tab saw it confirmed or refused. */
  settledElsewhere(each: Outgoing): boolean {
    return each.shelved && this.#shelf.get(this.#key(each)) === null;
  }

  #key({ pending }: Outgoing): string {
    return this.#prefix + pending.op_id;
  }

  #write(each: Outgoing): void {
    const record: Shelved = { order: each.order, pending: each.pending, ...(each.reoffered ? { reoffered: true } : {}) };
    each.shelved = this.#shelf.put(this.#key(each), JSON.stringify(record));
    if (!each.shelved) this.full.set(true);
  }

  #erase(each: Outgoing): void {
    this.#shelf.remove(this.#key(each));
    if (!this.full.get()) return;
    const outside = this.#queue.filter(({ shelved, covered }) => !shelved && !covered);
    for (const other of outside) this.#write(other);
    this.full.set(outside.some(({ shelved }) => !shelved));
  }
}

function read(text: string | null): Shelved | null {
  try {
    const record = JSON.parse(text ?? '') as Partial<Shelved> | null;
    const { order, pending, reoffered } = record ?? {};
    return typeof order === 'string' && typeof pending?.op_id === 'string' && typeof pending.op.t === 'string'
      ? { order, pending, ...(reoffered ? { reoffered } : {}) }
      : null;
  } catch {
    return null;
  }
}

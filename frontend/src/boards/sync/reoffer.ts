/**
 * A server that was restored from a backup has a new epoch and has lost what came after the backup. What
 * of it was mine is offered again under the same `op_id`s, in order, before anything new; the server takes
 * what it lost and answers `accepted` for what it has (B14). What it does not take any more goes to the tray
 * where it is writing, and is let go where it is not.
 *
 * A re-offered operation is not shown before its echo, and a re-offered edit is no part of an open text
 * until then: it may be in what the server sent already, and the same letters would show twice.
 */

import { colourOf } from '../model/kinds';
import { adds, named } from '../model/ops';
import type { BoardStore } from '../model/store';
import type { Refusal } from './about';
import { unpack } from './base64';
import type { KeptOps } from './kept';
import { lettersOf } from './letters';
import type { Outbox, Outgoing } from './outbox';
import type { Clock } from './ports';
import { placeOf, type Refusals } from './refusals';
import type { Sender } from './sender';
import type { Tray } from './tray';

/** What builds on a note or on letters of others, which they may yet offer again, waits so long, twice as
 *  long the next time, and so often. */
const WAITED_FOR: ReadonlySet<string> = new Set(['no_such_item', 'text_gap']);
const FIRST_WAIT = 2_000;
const MOST_WAITS = 5;

export interface ReofferEnds {
  readonly kept: KeptOps;
  readonly store: BoardStore;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly tray: Tray;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly settled: (outgoing: Outgoing) => void;
  readonly tell: (refusal: Refusal) => void;
  readonly shelfFull: () => void;
}

export class Reoffer {
  readonly #ends: ReofferEnds;
  readonly #waits = new Map<string, number>();
  readonly #waiting = new Set<string>();

  constructor(ends: ReofferEnds) {
    this.#ends = ends;
  }

  /** Taken in by a server in `epoch` whose streams end at these heads: puts into the outbox what it may
   *  have lost. */
  joined(epoch: string, streams: readonly { readonly id: string; readonly seq: number }[]): void {
    const { kept, outbox } = this.#ends;
    for (const lost of kept.lostBy(epoch, new Map(streams.map(({ id, seq }) => [id, seq])))) {
      if (outbox.reoffer(lost.pending, lost.order)) kept.remove(lost);
    }
  }

  /** The server refused a re-offered operation. */
  refused(outgoing: Outgoing, code: string, message: string, refusals: Refusals): void {
    const { op } = outgoing.pending;
    if (adds(op)) refusals.refused(outgoing, code, message);
    else if (outgoing.covered) this.#ends.settled(outgoing);
    else if (refusals.postponed(outgoing, code)) return;
    else if (WAITED_FOR.has(code) && this.#later(outgoing)) return;
    else if (op.t === 'edit_text') this.#giveUp(outgoing, op.id, code, message);
    else this.#ends.settled(outgoing);
  }

  /** Tries what I did with this item again after a while; `false`: often enough. */
  #later(outgoing: Outgoing): boolean {
    const { clock, newId, outbox, sender, store } = this.#ends;
    const items = named(outgoing.pending.op);
    const item = items.find((id) => !store.confirmed(id)) ?? items[0] ?? '';
    const waits = this.#waits.get(item) ?? 0;
    if (waits >= MOST_WAITS && !this.#waiting.has(item)) return false;
    outbox.renew(outgoing, newId(), true);
    if (this.#waiting.has(item)) return true;
    this.#waits.set(item, waits + 1);
    this.#waiting.add(item);
    for (const each of this.#about(item)) each.held = true;
    clock.after(FIRST_WAIT * 2 ** waits, () => {
      this.#waiting.delete(item);
      for (const each of this.#about(item)) each.held = false;
      sender.pump();
    });
    return true;
  }

  /** What I wrote there goes to the tray as I saw it last, unless the note says it already. */
  #giveUp(outgoing: Outgoing, item: string, code: string, message: string): void {
    const { outbox, settled, store, tell } = this.#ends;
    const { op_id } = outgoing.pending;
    // Of a text that was rewritten nothing may stay that others wrote (E6).
    const text = (code === 'text_epoch' ? this.#letters(item) : outgoing.pending.text) ?? '';
    if (text !== '' && text !== store.confirmed(item)?.text) {
      this.#keep(outgoing, item, text, code, message);
      tell({ op_id, code, message, items: [item] });
    }
    for (const other of this.#edits(item)) {
      if (other === outgoing) continue;
      outbox.cover(other);
      if (!other.everSent) settled(other);
    }
    settled(outgoing);
  }

  #keep({ pending }: Outgoing, item: string, text: string, code: string, message: string): void {
    const { shelfFull, store, tray } = this.#ends;
    const { op_id, op, at } = pending;
    const shown = store.item(item) ?? store.confirmed(item);
    const { x, y } = placeOf(shown) ?? { x: 0, y: 0 };
    const colour = (shown && colourOf(shown)) ?? 'yellow';
    const letters = this.#letters(item);
    if (!tray.keep({ op_id, op, code, message, text, letters, at, x, y, colour })) shelfFull();
  }

  /** What I typed there myself. */
  #letters(item: string): string {
    return lettersOf(this.#edits(item).flatMap(({ pending: { op } }) => (op.t === 'edit_text' ? [unpack(op.update)] : [])));
  }

  /** The re-offered edits of a text that are still to be taken. */
  #edits(item: string): Outgoing[] {
    return this.#about(item).filter(({ pending: { op } }) => op.t === 'edit_text');
  }

  /** The re-offered operations with an item that are still to be taken. */
  #about(item: string): Outgoing[] {
    return this.#ends.outbox
      .all()
      .filter(({ pending: { op }, reoffered, covered }) => reoffered && !covered && op.t !== 'add_note' && named(op).includes(item));
  }
}

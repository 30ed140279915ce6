/** My operations: made, shown, kept and sent, until they are confirmed or refused; and how all of them do. */

import { inverse } from '../model/inverse';
import { addressed, adds, firstText, normal, writesPrivately } from '../model/ops';
import type { BoardStore } from '../model/store';
import type { Mode, Op, Pending, Saving } from '../model/types';
import { Value, sameFields } from '../model/value';
import { TEXT_LIMIT } from '../model/wire';
import type { History } from './history';
import type { KeptOps } from './kept';
import type { Outbox, Outgoing } from './outbox';
import type { Sender } from './sender';
import { instant, type ServerTime } from './time';
import type { Tray } from './tray';

export interface MyOpsEnds {
  readonly store: BoardStore;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly tray: Tray;
  readonly kept: KeptOps;
  readonly history: History;
  readonly time: ServerTime;
  readonly newId: () => string;
  readonly mode: () => Mode;
  readonly isLive: () => boolean;
  /** The epoch of the board we were taken into. */
  readonly epoch: () => string | null;
  readonly tooLong: (outgoing: Outgoing) => void;
  /** An edit of this text is no longer pending. */
  readonly textSettled: (item: string) => void;
  /** How much is typed and not yet made an operation. */
  readonly unsaved: () => number;
}

export class MyOps {
  readonly saving = new Value<Saving>({ state: 'saved', pending: 0, notPlaced: 0, shelfFull: false }, sameFields);
  readonly #ends: MyOpsEnds;

  constructor(ends: MyOpsEnds) {
    this.#ends = ends;
  }

  /** Shows what was found on the shelf. */
  restore(): void {
    const { outbox, store } = this.#ends;
    for (const { pending, order, reoffered } of outbox.all()) if (!reoffered) store.addPending(pending, order);
  }

  /** Everything is here anew. An edit that was sent may be in it already, and twice the same letters would
   *  show; what else is pending changes nothing a second time. */
  hideSentEdits(): void {
    const { outbox, store } = this.#ends;
    for (const { pending, order, everSent, restored } of outbox.all()) {
      if (pending.op.t !== 'edit_text') continue;
      const now = store.confirmed(pending.op.id);
      if (now && (everSent || restored || now.epoch !== pending.op.epoch)) store.hidePending(order);
    }
  }

  /** Shows, keeps and sends an operation (in parts, where it has to be). Returns the `op_id`s. */
  do(op: Op): string[] {
    const { history, mode, store } = this.#ends;
    const well = normal(op);
    const parts = addressed(well, (id) => store.isPrivate(id), writesPrivately(mode()));
    return history.gesture(() => store.change(() => parts.map((part) => this.#undoably(part.op, part.private))));
  }

  #undoably(op: Op, isPrivate: boolean): string {
    const { history, store } = this.#ends;
    const back = inverse(op, (id) => store.item(id) ?? store.hanging(id) ?? store.confirmed(id));
    const { op_id } = this.make(op, isPrivate).pending;
    if (back) history.made(op_id, back);
    return op_id;
  }

  make(op: Op, isPrivate: boolean, edit?: Pick<Pending, 'splice' | 'text'>): Outgoing {
    const { newId, outbox, sender, store, time, tooLong } = this.#ends;
    const op_id = newId();
    const outgoing = outbox.add({ op_id, private: isPrivate, op, at: instant(time.now()), ...edit });
    store.addPending(outgoing.pending, outgoing.order);
    if (adds(op) && firstText(op).length > TEXT_LIMIT) tooLong(outgoing);
    sender.pump();
    this.refresh();
    return outgoing;
  }

  /** The operation is no longer pending: confirmed, refused, or replaced by another. */
  settled(outgoing: Outgoing): void {
    const { outbox, store, textSettled } = this.#ends;
    const { op } = outgoing.pending;
    outbox.remove(outgoing);
    store.removePending(outgoing.order);
    if (op.t === 'edit_text') textSettled(op.id);
    this.refresh();
  }

  /** The server has it: it is kept for a day, in case the server loses it (B14). */
  confirmed(outgoing: Outgoing, stream: string, seq: number): void {
    const epoch = this.#ends.epoch();
    if (epoch !== null) this.#ends.kept.keep(outgoing, { epoch, stream, seq });
    this.settled(outgoing);
  }

  /** Counts anew what is saved and what is not. */
  refresh(): void {
    const { isLive, outbox, tray, unsaved } = this.#ends;
    const pending = outbox.all().length + unsaved();
    const busy = isLive() ? 'saving' : 'waiting';
    this.saving.set({
      state: pending === 0 ? 'saved' : busy,
      pending,
      notPlaced: tray.entries.get().length,
      shelfFull: outbox.full.get(),
    });
  }
}

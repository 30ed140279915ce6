/** What becomes of an operation that was refused: tried anew, or its writing kept in the tray. */

import { colourOf } from '../model/kinds';
import { adds, firstText, named, needed } from '../model/ops';
import type { BoardStore } from '../model/store';
import type { AddNote, Item, Op } from '../model/types';
import { above } from '../model/zorder';
import type { Refusal } from './about';
import { unpack } from './base64';
import { draftText, type Draft } from './drafts';
import type { History } from './history';
import { lettersOf } from './letters';
import type { Outbox, Outgoing } from './outbox';
import type { Clock } from './ports';
import type { Sender } from './sender';
import type { Texts } from './texts';
import { instant } from './time';
import type { NotPlaced, Tray } from './tray';

/** How long nothing is sent after the server said it had too much to do. */
const BREATH = 1_500;

export interface RefusalEnds {
  readonly store: BoardStore;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly tray: Tray;
  readonly texts: Texts;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly make: (op: Op) => void;
  readonly settled: (outgoing: Outgoing) => void;
  readonly tell: (refusal: Refusal) => void;
  readonly shelfFull: () => void;
  /** What was typed under the present Y client is given up: its clock must never be used a second time. */
  readonly burn: () => void;
  readonly history: History;
}

export class Refusals {
  readonly #ends: RefusalEnds;

  constructor(ends: RefusalEnds) {
    this.#ends = ends;
  }

  /** The server refused an operation. */
  refused(outgoing: Outgoing, code: string, message: string): void {
    const { outbox, store, texts } = this.#ends;
    const { op } = outgoing.pending;
    if (this.postponed(outgoing, code)) return;
    const gap = op.t === 'edit_text' && code === 'text_gap' && !outgoing.covered;
    if (gap && store.confirmed(op.id) && texts.missing(op.id, op.update)) {
      outbox.renew(outgoing, this.#ends.newId(), true);
      return;
    }
    this.refuse(outgoing, code, message);
  }

  /** Refused for the moment only: the same once more, as a new operation in the same place (B3.3). */
  postponed(outgoing: Outgoing, code: string): boolean {
    if (!this.#passing(outgoing, code)) return false;
    this.#ends.outbox.renew(outgoing, this.#ends.newId());
    this.#ends.sender.pause(BREATH);
    return true;
  }

  /** It will not be: takes it out of the view, keeps its writing. */
  refuse(outgoing: Outgoing, code: string, message: string): void {
    const { store, texts } = this.#ends;
    const { op, op_id } = outgoing.pending;
    const writes = adds(op) || op.t === 'edit_text';
    const kept = writes && !outgoing.covered && this.#keep(outgoing, op.id, code, message);
    if (writes) this.#cover(op.id, outgoing, adds(op));
    this.#ends.settled(outgoing);
    if (outgoing.covered) return;
    // In a new document every clock begins anew; in the same one it must not be used a second time.
    if (op.t === 'edit_text' && code !== 'text_epoch') this.#ends.burn();
    if (writes) texts.reset(op.id, adds(op));
    if (code === 'text_epoch' && !kept) return;
    this.#ends.history.refused(op_id);
    // What somebody else did since stands, and is nothing that failed.
    store.markRefused(named(op), code !== 'overtaken');
    this.#ends.tell({ op_id, code, message, items: named(op) });
  }

  /** The text is of another epoch by now: what was typed and not confirmed is kept in the tray (T4). */
  textRenewed(item: string): void {
    const { texts } = this.#ends;
    texts.flush();
    const [mine] = this.#edits(item);
    if (mine) this.refuse(mine, 'text_epoch', '');
    else texts.reset(item, false);
  }

  /** Whether edits of this text wait that were made in another epoch. */
  hasOlder(item: string, epoch: number): boolean {
    return this.#edits(item).some(({ pending: { op } }) => op.t === 'edit_text' && op.epoch !== epoch);
  }

  /** Typing kept for a note that is no longer there. */
  orphan(draft: Draft): void {
    const { clock, newId, store, tray } = this.#ends;
    const op: AddNote = { t: 'add_note', id: draft.item, x: 0, y: 0, z: above(null), colour: 'yellow', text: draftText(draft) };
    const there = store.confirmed(draft.item);
    const { x, y } = placeOf(there) ?? op;
    const colour = (there && colourOf(there)) ?? op.colour;
    const writing = { op_id: newId(), op, code: 'no_such_item', message: '', text: op.text, x, y, colour };
    if (!tray.keep({ ...writing, at: instant(clock.now()) })) this.#ends.shelfFull();
  }

  /** Makes a new item of what was not placed, on top of all others: a picture again, else a note. */
  placeAgain({ op, text, x, y, colour }: NotPlaced): string {
    const { make, newId, store } = this.#ends;
    const place = { id: newId(), x, y, z: above(store.items().at(-1)?.z ?? null) };
    if (op.t === 'add_image') make({ ...op, ...place, alt: text });
    else if (op.t === 'add_stroke') make({ ...op, ...place, text });
    else make({ t: 'add_note', ...place, colour, text });
    return place.id;
  }

  /** Whether the refusal is about this moment only. */
  #passing({ pending, covered }: Outgoing, code: string): boolean {
    if (covered) return false;
    if (code === 'busy' || code === 'too_much') return true;
    if (code !== 'no_such_item') return false;
    // The note itself is still on its way (its operation was put off): what builds on it follows it.
    const added = new Set(this.#ends.outbox.all().map(({ pending: { op } }) => (adds(op) && op !== pending.op ? op.id : null)));
    return needed(pending.op).some((id) => added.has(id));
  }

  /** Puts the writing into the tray; `false`: there is none. */
  #keep({ pending }: Outgoing, item: string, code: string, message: string): boolean {
    const { store, tray } = this.#ends;
    const { op, op_id, at } = pending;
    const shown = store.item(item) ?? store.confirmed(item);
    const { x, y } = placeOf(shown) ?? placeOf(op) ?? { x: 0, y: 0 };
    const colour = (shown && colourOf(shown)) ?? (op.t === 'add_note' ? op.colour : 'yellow');
    const mine = op.t === 'edit_text' ? { letters: this.#letters(item) } : {};
    // Of a text that was rewritten nothing may stay that others wrote (E6).
    const texts = (code === 'text_epoch' ? [mine.letters ?? ''] : this.#whole(op, item)).filter((text) => text !== '' || op.t === 'add_image' || op.t === 'add_stroke');
    for (const text of texts) {
      if (!tray.keep({ op_id, op, code, message, text, ...mine, at, x, y, colour })) this.#ends.shelfFull();
    }
    return texts.length > 0;
  }

  /** The text as I saw it, with all that is pending. */
  #whole(op: Op, item: string): string[] {
    const { texts } = this.#ends;
    const typed = this.#edits(item).at(-1)?.pending.text;
    const open = adds(op) ? texts.textOf(item) : texts.wholeOf(item);
    const text = open ?? typed ?? (adds(op) ? firstText(op) : '');
    // What another tab typed may miss what this one sent, and the other way round: all of it is kept.
    const known = typed !== undefined && !text.includes(typed) ? [text, typed] : [text];
    const missed = this.#letters(item).split('\n').filter((line) => !known.some((one) => one.includes(line)));
    return missed.length > 0 ? [...known, missed.join('\n')] : known;
  }

  /** What I typed there and nobody confirmed. */
  #letters(item: string): string {
    return lettersOf(this.#edits(item).flatMap(({ pending: { op } }) => (op.t === 'edit_text' ? [unpack(op.update)] : [])));
  }

  /** The edits of a text that wait, without those whose writing is in the tray. */
  #edits(item: string): Outgoing[] {
    return this.#ends.outbox.all().filter(({ pending: { op }, covered }) => edits(op, item) && !covered);
  }

  /** What else I wrote there is in the tray with it: shown no more, and a refusal of it brings nothing new. */
  #cover(item: string, refused: Outgoing, wholeNote: boolean): void {
    const { outbox, settled, store } = this.#ends;
    for (const other of outbox.all()) {
      const { op } = other.pending;
      if (other === refused || other.covered || !(wholeNote ? onlyNames(op, item) : edits(op, item))) continue;
      outbox.cover(other);
      store.removePending(other.order);
      if (!other.everSent) settled(other);
    }
  }
}

/** Where something lies, or would have. */
export function placeOf(what: Item | Op | undefined): { readonly x: number; readonly y: number } | undefined {
  return what && 'x' in what ? what : undefined;
}

function edits(op: Op, item: string): boolean {
  return op.t === 'edit_text' && op.id === item;
}

function onlyNames(op: Op, item: string): boolean {
  const ids = named(op);
  return ids.length > 0 && ids.every((id) => id === item);
}

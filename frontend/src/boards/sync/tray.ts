/**
 * Writing that was refused and is kept: place it again, copy it, discard it. On the shelf under a key
 * of its own each, like the operations.
 */

import { Value } from '../model/value';
import type { Colour, Observable, Op } from '../model/types';
import { unpack } from './base64';
import { lettersOf } from './letters';
import type { Shelf } from './shelf';

export interface NotPlaced {
  /** The operation that was refused; names this piece of writing. */
  readonly op_id: string;
  readonly op: Op;
  readonly code: string;
  readonly message: string;
  readonly text: string;
  /** An edit of a text: of it what I typed there myself. */
  readonly letters?: string;
  readonly at: string;
  /** Where the note was or would have been. */
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
}

/** Makes a new note of a piece of writing; returns the note's id. */
export type Place = (writing: NotPlaced) => string;

export class Tray {
  readonly #entries = new Value<readonly NotPlaced[]>([]);
  readonly #shelf: Shelf;
  readonly #prefix: string;
  readonly #place: Place;
  readonly #shelved = new Set<string>();

  constructor(shelf: Shelf, prefix: string, place: Place) {
    this.#shelf = shelf;
    this.#prefix = `${prefix}/tray/`;
    this.#place = place;
    const found = shelf.keys(this.#prefix).map((key) => read(shelf.get(key))).filter((entry) => entry !== null);
    for (const { op_id } of found) this.#shelved.add(op_id);
    this.#entries.set(found);
  }

  /** What was not placed, oldest first. */
  get entries(): Observable<readonly NotPlaced[]> {
    return this.#entries;
  }

  /** Makes it a new note (a new operation, a new id); returns the note's id, `null` if it is not in the
   *  tray any more. */
  placeAgain(opId: string): string | null {
    const entry = this.#find(opId);
    if (!entry) return null;
    const settledElsewhere = this.#shelved.has(opId) && this.#shelf.get(this.#prefix + opId) === null;
    const id = settledElsewhere ? null : this.#place(entry);
    this.#remove(opId);
    return id;
  }

  /** Its text, for the clipboard. */
  copy(opId: string): string {
    return this.#find(opId)?.text ?? '';
  }

  discard(opId: string): void {
    this.#remove(opId);
  }

  /** For the session: keeps a piece of writing. Says whether it will survive a reload. */
  keep(writing: NotPlaced): boolean {
    const entry = this.#beside(writing);
    this.#entries.set([...this.#entries.get().filter((other) => other.op_id !== entry.op_id), entry]);
    const shelved = this.#shelf.put(this.#prefix + entry.op_id, JSON.stringify(entry));
    if (shelved) this.#shelved.add(entry.op_id);
    return shelved;
  }

  /** Under a name of its own where the same operation left another text here, or in another tab. */
  #beside(entry: NotPlaced): NotPlaced {
    const there = this.#find(entry.op_id) ?? read(this.#shelf.get(this.#prefix + entry.op_id));
    return there && there.text !== entry.text ? this.#beside({ ...entry, op_id: `${entry.op_id}+` }) : entry;
  }

  /** For the session: where the text was rewritten since, only what I typed myself is left. */
  forgetOthers(epochOf: (item: string) => number | undefined): void {
    for (const entry of this.#entries.get()) {
      const { op, op_id, text } = entry;
      if (op.t !== 'edit_text' || (epochOf(op.id) ?? op.epoch) === op.epoch) continue;
      const letters = entry.letters ?? lettersOf([unpack(op.update)]);
      if (letters === text) continue;
      this.#remove(op_id);
      const told = this.#entries.get().some((other) => other.text === letters && other.op.t === 'edit_text' && other.op.id === op.id);
      if (letters !== '' && !told) this.keep({ ...entry, text: letters, letters });
    }
  }

  /** For the session: sent twice, refused once, it was placed after all. Stays if it says more than that. */
  placed(opId: string, text: string): void {
    if (this.#find(opId)?.text === text) this.#remove(opId);
  }

  #remove(opId: string): void {
    this.#shelf.remove(this.#prefix + opId);
    const left = this.#entries.get().filter((entry) => entry.op_id !== opId);
    if (left.length < this.#entries.get().length) this.#entries.set(left);
  }

  #find(opId: string): NotPlaced | undefined {
    return this.#entries.get().find((entry) => entry.op_id === opId);
  }
}

function read(text: string | null): NotPlaced | null {
  try {
    const entry = JSON.parse(text ?? '') as Partial<NotPlaced> | null;
    return typeof entry?.op_id === 'string' && typeof entry.text === 'string' ? (entry as NotPlaced) : null;
  } catch {
    return null;
  }
}

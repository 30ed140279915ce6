import type { Engine } from '../engine';
import { distance } from '../geometry';
import { Drag } from './drag';
import { Marquee } from './marquee';
import { Pan } from './pan';
import type { Gesture, Pointer } from './tool';

const SLOP_MOUSE = 4;
const SLOP_TOUCH = 9;

/** `again`: the note was chosen before this tap, and nothing else was. */
export type Tapped = (pointer: Pointer, note: string | null, again: boolean) => void;

/** A press on a note or on the board: a tap, until it has moved far enough to be something else. */
export class Press implements Gesture {
  readonly #engine: Engine;
  readonly #start: Pointer;
  readonly #note: string | null;
  readonly #tapped: Tapped;
  readonly #wasSelected: boolean;
  #became: Gesture | null = null;

  constructor(engine: Engine, start: Pointer, note: string | null, tapped: Tapped) {
    this.#engine = engine;
    this.#start = start;
    this.#note = note;
    this.#tapped = tapped;
    this.#wasSelected = note !== null && engine.selection.get().has(note);
    if (note !== null && !start.touch && !this.#wasSelected) this.#choose();
  }

  move(pointer: Pointer): void {
    const slop = pointer.touch ? SLOP_TOUCH : SLOP_MOUSE;
    if (!this.#became && distance(this.#start.at, pointer.at) < slop) return;
    this.#became ??= this.#begin();
    this.#became.move(pointer);
  }

  end(pointer: Pointer): void {
    if (this.#became) this.#became.end(pointer);
    else this.#tap(pointer);
  }

  cancel(): void {
    this.#became?.cancel();
  }

  #begin(): Gesture {
    const { touch, alt } = this.#start;
    if (this.#note === null) return touch ? new Pan(this.#engine, this.#start) : new Marquee(this.#engine, this.#start);
    if (!alt && !this.#engine.desk.mayTouch(this.#note, 'move_items')) return new Pan(this.#engine, this.#start);
    if (!this.#engine.selection.get().has(this.#note)) this.#engine.select([this.#note]);
    return new Drag(this.#engine, this.#start);
  }

  #choose(): void {
    const id = this.#note;
    if (id === null) return;
    if (this.#start.shift) this.#engine.toggle(id);
    else this.#engine.select([id]);
  }

  /** A mouse has chosen at the press already; what remains is to narrow a selection down. */
  #tap(pointer: Pointer): void {
    const again = this.#wasSelected && this.#engine.selection.get().size === 1;
    if (this.#note === null && !this.#start.shift) this.#engine.select([]);
    else if (this.#start.touch || this.#wasSelected) this.#choose();
    this.#tapped(pointer, this.#note, again);
  }
}

import type { Engine } from '../engine';
import { distance } from '../geometry';
import { Drag } from './drag';
import { Marquee } from './marquee';
import { Pan } from './pan';
import { Put } from './put';
import type { Gesture, Pointer } from './tool';

const SLOP_MOUSE = 4;
const SLOP_TOUCH = 9;
/** A finger or a pen that stays so long asks for what a right click asks for. */
const HOLD_MS = 500;

/** Calls later; returns what takes it back. */
export type Later = (act: () => void, ms: number) => () => void;

const byClock: Later = (act, ms) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

/** Chooses an item if it is not, and opens its bar; from now on the taps of a finger or a pen choose more. */
export function gather(engine: Engine, id: string): void {
  if (!engine.selection.get().has(id)) engine.select([id]);
  engine.gathering.set(true);
}

/** `again`: the note was chosen before this tap, and nothing else was. */
export type Tapped = (pointer: Pointer, note: string | null, again: boolean) => void;

/** A press on a note or on the board: a tap, until it has moved far enough, or stayed long enough, to be something else. */
export class Press implements Gesture {
  readonly #engine: Engine;
  readonly #start: Pointer;
  readonly #note: string | null;
  readonly #tapped: Tapped;
  readonly #wasSelected: boolean;
  /** No longer waits for the press to become a long one. */
  readonly #letGo: () => void;
  /** What was chosen before a long press, and whether taps chose more. */
  #before: { readonly chosen: ReadonlySet<string>; readonly gathering: boolean } | null = null;
  #became: Gesture | null = null;

  constructor(engine: Engine, start: Pointer, note: string | null, tapped: Tapped, later: Later = byClock) {
    this.#engine = engine;
    this.#start = start;
    this.#note = note;
    this.#tapped = tapped;
    this.#wasSelected = note !== null && engine.selection.get().has(note);
    if (note !== null && !start.touch && !this.#wasSelected) this.#choose();
    this.#letGo = start.touch || start.pen ? later(() => this.#hold(), HOLD_MS) : () => undefined;
  }

  move(pointer: Pointer): void {
    const slop = pointer.touch ? SLOP_TOUCH : SLOP_MOUSE;
    if (!this.#became && distance(this.#start.at, pointer.at) < slop) return;
    this.#letGo();
    this.#became ??= this.#begin();
    this.#became.move(pointer);
  }

  end(pointer: Pointer): void {
    this.#letGo();
    if (this.#became) this.#became.end(pointer);
    else if (!this.#before) this.#tap(pointer);
  }

  cancel(): void {
    this.#letGo();
    this.#became?.cancel();
    if (!this.#before) return;
    this.#engine.select(this.#before.chosen);
    this.#engine.gathering.set(this.#before.gathering);
  }

  /** It stayed: on an item its bar opens, on the paper a new note comes under the hand. */
  #hold(): void {
    const engine = this.#engine;
    if (this.#note === null) {
      if (engine.desk.mayAdd()) this.#became = new Put(engine, this.#start);
      return;
    }
    this.#before = { chosen: engine.selection.get(), gathering: engine.gathering.get() };
    gather(engine, this.#note);
  }

  #begin(): Gesture {
    const { touch, alt } = this.#start;
    if (this.#note === null) return touch ? new Pan(this.#engine, this.#start) : new Marquee(this.#engine, this.#start);
    if (!alt && !this.#engine.desk.mayTouch(this.#note, 'move_items')) return new Pan(this.#engine, this.#start);
    if (!this.#engine.selection.get().has(this.#note)) this.#engine.select([this.#note]);
    return new Drag(this.#engine, this.#start);
  }

  /** Since a long press, taps choose more; a mouse has Shift for it. */
  #gathers(): boolean {
    return (this.#start.touch || this.#start.pen) && this.#note !== null && this.#engine.gathering.get();
  }

  #choose(): void {
    const id = this.#note;
    if (id === null) return;
    if (this.#start.shift || this.#gathers()) {
      this.#engine.toggle(id);
      return;
    }
    this.#engine.gathering.set(false);
    this.#engine.select([id]);
  }

  /** A mouse has chosen at the press already; what remains is to narrow a selection down. */
  #tap(pointer: Pointer): void {
    const again = this.#wasSelected && this.#engine.selection.get().size === 1 && !this.#gathers();
    if (this.#note === null && !this.#start.shift) this.#engine.select([]);
    else if (this.#start.touch || this.#wasSelected) this.#choose();
    this.#tapped(pointer, this.#note, again);
  }
}

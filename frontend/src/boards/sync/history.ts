/**
 * Undo and redo of what I did in this tab. Undoing is a new operation with today's rights, and the
 * server lets it touch only what nobody else wrote since (U). Texts have an undo of their own while
 * they are edited.
 */

import type { Inverse } from '../model/inverse';
import { Value, sameFields } from '../model/value';

/** A gesture: the operations it was made of, each with what would take it back. */
type Gesture = { op_id: string; readonly inverse: Inverse }[];

/** What can be done now. */
export interface Undoable {
  readonly undo: boolean;
  readonly redo: boolean;
}

/** Gestures that can be undone at most. */
const DEPTH = 200;

export class History {
  readonly can = new Value<Undoable>({ undo: false, redo: false }, sameFields);
  #done: Gesture[] = [];
  #undone: Gesture[] = [];
  /** The gesture being made. */
  #open: Gesture | null = null;
  #going: 'on' | 'back' | 'forth' = 'on';

  /** Everything done inside is one gesture. */
  gesture<T>(make: () => T): T {
    if (this.#open) return make();
    this.#open = [];
    try {
      return make();
    } finally {
      const made = this.#open;
      this.#open = null;
      if (made.length > 0) this.#keep(made);
    }
  }

  /** An operation was made that `inverse` would take back. */
  made(op_id: string, inverse: Inverse): void {
    this.gesture(() => this.#open?.push({ op_id, inverse }));
  }

  /** The operation has another name by now. */
  renamed(from: string, to: string): void {
    for (const step of [...this.#done, ...this.#undone].flat()) if (step.op_id === from) step.op_id = to;
  }

  /** The operation was refused: there is nothing to take back. */
  refused(op_id: string): void {
    const left = (gestures: Gesture[]) =>
      gestures.map((gesture) => gesture.filter((step) => step.op_id !== op_id)).filter((gesture) => gesture.length > 0);
    this.#done = left(this.#done);
    this.#undone = left(this.#undone);
    this.#tell();
  }

  /** Takes back my last gesture: gives what is to be done for it, one by one, to `perform`. `false`: there is none. */
  undo(perform: (steps: ReturnType<Inverse>) => void): boolean {
    return this.#go('back', this.#done, perform);
  }

  /** Takes back the last undoing. */
  redo(perform: (steps: ReturnType<Inverse>) => void): boolean {
    return this.#go('forth', this.#undone, perform);
  }

  #go(going: 'back' | 'forth', from: Gesture[], perform: (steps: ReturnType<Inverse>) => void): boolean {
    const gesture = from.pop();
    if (!gesture) return false;
    this.#going = going;
    try {
      this.gesture(() => {
        for (const { op_id, inverse } of [...gesture].reverse()) perform(inverse(op_id));
      });
    } finally {
      this.#going = 'on';
      this.#tell();
    }
    return true;
  }

  #keep(gesture: Gesture): void {
    const to = this.#going === 'back' ? this.#undone : this.#done;
    to.push(gesture);
    if (to.length > DEPTH) to.shift();
    if (this.#going === 'on') this.#undone = [];
    this.#tell();
  }

  #tell(): void {
    this.can.set({ undo: this.#done.length > 0, redo: this.#undone.length > 0 });
  }
}

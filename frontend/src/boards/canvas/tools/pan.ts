import type { Engine } from '../engine';
import type { Gesture, Pointer } from './tool';

/** Moves the board under the hand. */
export class Pan implements Gesture {
  readonly #engine: Engine;
  #last: Pointer;

  constructor(engine: Engine, start: Pointer) {
    this.#engine = engine;
    this.#last = start;
    engine.grip.set('board');
  }

  move(pointer: Pointer): void {
    this.#engine.pan(pointer.at.x - this.#last.at.x, pointer.at.y - this.#last.at.y);
    this.#last = pointer;
  }

  end(): void {
    this.#engine.grip.set('none');
  }

  cancel(): void {
    this.end();
  }
}

import { toBoard } from '../camera';
import { NO_GUIDES, type Engine } from '../engine';
import { NOTE, type Point } from '../geometry';
import { centred } from '../place';
import type { Gesture, Pointer } from './tool';

/** A new note under a hand that stayed: a frame shows where it will lie until the hand goes. Only then it is there, and open. */
export class Put implements Gesture {
  readonly #engine: Engine;
  #at: Point = { x: 0, y: 0 };

  constructor(engine: Engine, start: Pointer) {
    this.#engine = engine;
    this.move(start);
  }

  move(pointer: Pointer): void {
    this.#at = toBoard(this.#engine.camera.get(), pointer.at);
    this.#engine.guides.set({ lines: [], ghosts: [{ ...centred(this.#at), w: NOTE, h: NOTE }] });
  }

  end(): void {
    this.cancel();
    // A phone shows its keyboard only for what a hand has just done.
    this.#engine.addAt(this.#at);
  }

  cancel(): void {
    this.#engine.guides.set(NO_GUIDES);
  }
}

import { toBoard } from '../camera';
import type { Engine } from '../engine';
import { spanned } from '../geometry';
import type { Gesture, Pointer } from './tool';

/** Draws a rectangle; what it touches is chosen, beside what was chosen before if Shift is held. */
export class Marquee implements Gesture {
  readonly #engine: Engine;
  readonly #start: Pointer;
  readonly #before: ReadonlySet<string>;

  constructor(engine: Engine, start: Pointer) {
    this.#engine = engine;
    this.#start = start;
    this.#before = start.shift ? engine.selection.get() : new Set();
  }

  move(pointer: Pointer): void {
    const engine = this.#engine;
    const camera = engine.camera.get();
    engine.marquee.set(spanned(this.#start.at, pointer.at));
    const touched = engine.scene.within(spanned(toBoard(camera, this.#start.at), toBoard(camera, pointer.at)));
    engine.select([...this.#before, ...touched]);
  }

  end(): void {
    this.#engine.marquee.set(null);
  }

  cancel(): void {
    this.#engine.select(this.#before);
    this.end();
  }
}

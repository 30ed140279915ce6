import { panned, zoomedTo } from '../camera';
import type { Engine } from '../engine';
import { distance, middle } from '../geometry';
import type { Gesture, Pointer } from './tool';

/** Two fingers: the board follows both, wherever they were put down. */
export class Pinch implements Gesture {
  readonly #engine: Engine;
  #a: Pointer;
  #b: Pointer;

  constructor(engine: Engine, a: Pointer, b: Pointer) {
    this.#engine = engine;
    this.#a = a;
    this.#b = b;
  }

  move(pointer: Pointer): void {
    const was = { middle: middle(this.#a.at, this.#b.at), span: Math.max(1, distance(this.#a.at, this.#b.at)) };
    if (pointer.id === this.#a.id) this.#a = pointer;
    else if (pointer.id === this.#b.id) this.#b = pointer;
    else return;
    const now = middle(this.#a.at, this.#b.at);
    const camera = this.#engine.camera.get();
    const moved = panned(camera, now.x - was.middle.x, now.y - was.middle.y);
    this.#engine.look(zoomedTo(moved, now, (camera.zoom * distance(this.#a.at, this.#b.at)) / was.span));
  }

  /** The finger that stays when the other is lifted. */
  other(id: number): Pointer | null {
    if (id === this.#a.id) return this.#b;
    return id === this.#b.id ? this.#a : null;
  }

  end(): void {
    // Where one looks now is where one looks.
  }

  cancel(): void {
    this.end();
  }
}

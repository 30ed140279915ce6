import { toBoard } from '../camera';
import type { Engine } from '../engine';
import { distance, NOTE, type Point } from '../geometry';
import type { Gesture, Pointer } from './tool';

/** Less than this on the screen is a press, not a drag. */
const SLOP = 12;

/** Draws a connector from an item: onto another one, or to a free place, where a new note that builds on it comes to be. */
export class Reach implements Gesture {
  readonly #engine: Engine;
  readonly #from: string;
  readonly #start: Point;
  #far = false;

  constructor(engine: Engine, start: Pointer, from: string) {
    this.#engine = engine;
    this.#from = from;
    this.#start = start.at;
  }

  move(pointer: Pointer): void {
    this.#far ||= distance(this.#start, pointer.at) > SLOP;
    const to = toBoard(this.#engine.camera.get(), pointer.at);
    const hit = this.#engine.scene.hit(to);
    this.#engine.reaching.set({ from: this.#from, to, onto: hit === this.#from ? null : hit });
  }

  end(pointer: Pointer): void {
    const engine = this.#engine;
    const onto = engine.reaching.get()?.onto ?? null;
    this.cancel();
    if (!this.#far) {
      engine.addBuildingOn(this.#from);
      return;
    }
    if (onto !== null) {
      engine.chooseLink(engine.desk.connect(onto, this.#from));
      return;
    }
    const { x, y } = toBoard(engine.camera.get(), pointer.at);
    const child = engine.desk.addChild(this.#from, engine.colour.get(), { x: Math.round(x - NOTE / 2), y: Math.round(y - NOTE / 2) });
    if (child !== null) engine.edit(child);
  }

  cancel(): void {
    this.#engine.reaching.set(null);
  }
}

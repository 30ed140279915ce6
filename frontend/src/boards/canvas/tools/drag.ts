import { toBoard } from '../camera';
import type { Engine } from '../engine';
import type { Point } from '../geometry';
import type { Gesture, Pointer } from './tool';

/** Carries the chosen notes; one operation when they are put down. */
export class Drag implements Gesture {
  readonly #engine: Engine;
  readonly #from: Point;
  readonly #start = new Map<string, Point>();
  #places: ReadonlyMap<string, Point> = new Map();

  constructor(engine: Engine, start: Pointer) {
    this.#engine = engine;
    this.#from = toBoard(engine.camera.get(), start.at);
    for (const id of engine.scene.withMembers(engine.selection.get())) {
      const at = engine.scene.at(id);
      if (at && engine.desk.mayTouch(id, 'move_items')) this.#start.set(id, at);
    }
    engine.grip.set('notes');
  }

  move(pointer: Pointer): void {
    const to = toBoard(this.#engine.camera.get(), pointer.at);
    const dx = Math.round(to.x - this.#from.x);
    const dy = Math.round(to.y - this.#from.y);
    this.#places = new Map([...this.#start].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
    this.#engine.scene.hold(this.#places);
  }

  end(): void {
    this.#engine.desk.moveTo(this.#places);
    this.cancel();
  }

  cancel(): void {
    this.#engine.scene.letGo();
    this.#engine.grip.set('none');
  }
}

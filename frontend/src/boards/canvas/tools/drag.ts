import { toBoard } from '../camera';
import { NO_GUIDES, type Engine } from '../engine';
import { UNITS, type Place, type Point } from '../geometry';
import { Aligner } from '../guides';
import type { Gesture, Pointer } from './tool';

/** So near to another on the screen one lines up with it. */
const REACH = 6 * UNITS;

/** Carries the chosen notes, which line up with others; one operation when they are put down. With Alt, copies of them. */
export class Drag implements Gesture {
  readonly #engine: Engine;
  readonly #from: Point;
  readonly #start = new Map<string, Required<Place>>();
  readonly #aligner: Aligner;
  readonly #copies: boolean;
  #by: Point = { x: 0, y: 0 };

  constructor(engine: Engine, start: Pointer) {
    this.#engine = engine;
    this.#from = toBoard(engine.camera.get(), start.at);
    this.#copies = start.alt;
    for (const id of engine.scene.withMembers(engine.selection.get())) {
      const at = engine.scene.at(id);
      if (at && (this.#copies || engine.desk.mayTouch(id, 'move_items'))) this.#start.set(id, at);
    }
    this.#aligner = new Aligner(engine.scene, engine.view(), this.#start);
    engine.grip.set('notes');
  }

  move(pointer: Pointer): void {
    const engine = this.#engine;
    const camera = engine.camera.get();
    const to = toBoard(camera, pointer.at);
    const by = { x: Math.round(to.x - this.#from.x), y: Math.round(to.y - this.#from.y) };
    const free = pointer.control || (pointer.alt && !this.#copies);
    const { by: lined, lines } = free ? { by, lines: [] } : this.#aligner.near(by, REACH / camera.zoom);
    this.#by = lined;
    if (this.#copies) engine.guides.set({ lines, ghosts: [...this.#places().values()] });
    else {
      engine.scene.hold(this.#places());
      if (lines.length > 0 || engine.guides.get() !== NO_GUIDES) engine.guides.set(lines.length > 0 ? { lines, ghosts: [] } : NO_GUIDES);
    }
  }

  end(): void {
    const [engine, by] = [this.#engine, this.#by];
    // Only a desk has the key for it, and has this loaded.
    if (this.#copies) void import('../copying').then(({ duplicate }) => duplicate(engine, by));
    else this.#engine.desk.moveTo(this.#places());
    this.cancel();
  }

  cancel(): void {
    this.#engine.scene.letGo();
    this.#engine.guides.set(NO_GUIDES);
    this.#engine.grip.set('none');
  }

  #places(): Map<string, Required<Place>> {
    const { x, y } = this.#by;
    return new Map([...this.#start].map(([id, at]) => [id, { ...at, x: at.x + x, y: at.y + y }]));
  }
}

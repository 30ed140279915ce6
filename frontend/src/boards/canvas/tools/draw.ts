import { toBoard } from '../camera';
import type { Engine } from '../engine';
import { UNITS } from '../geometry';
import { asLine, lineOf, type Dot } from '../ink';
import type { Gesture, Pointer } from './tool';

/** How thick a line is at zoom 1, in board units; from afar one draws thicker. */
const WEIGHT = 4 * UNITS;
/** What is off a straight line by less than this on the screen is not kept. */
const TOLERANCE = 0.7 * UNITS;

/** Draws a line by hand. */
export class Draw implements Gesture {
  readonly #engine: Engine;
  readonly #dots: Dot[] = [];
  readonly #weight: number;

  constructor(engine: Engine, start: Pointer) {
    this.#engine = engine;
    this.#weight = Math.min(1024, Math.max(8, Math.round(WEIGHT / Math.min(1, engine.camera.get().zoom))));
    this.move(start);
  }

  move(pointer: Pointer): void {
    const { x, y } = toBoard(this.#engine.camera.get(), pointer.at);
    this.#dots.push({ x, y, force: pointer.force });
    const line = asLine(this.#dots);
    if (!line) return;
    const { x: left, y: top, path } = line;
    this.#engine.ink.set({ x: left, y: top, path, colour: this.#engine.colour.get(), weight: this.#weight, selected: false });
  }

  end(): void {
    const line = lineOf(this.#dots, TOLERANCE / this.#engine.camera.get().zoom);
    if (line) this.#engine.desk.addStroke(line, this.#engine.colour.get(), this.#weight);
    this.cancel();
  }

  cancel(): void {
    this.#engine.ink.set(null);
  }
}

import { toBoard } from '../camera';
import type { Engine } from '../engine';
import { UNITS, type Place, type Point } from '../geometry';
import type { Gesture, Pointer } from './tool';

export type Corner = 'nw' | 'ne' | 'sw' | 'se';

/** Nothing becomes smaller than a finger. */
const LEAST = 48 * UNITS;

/** The frame after a corner was dragged by so much; with `keep`, its sides stay in proportion. */
export function resized(from: Required<Place>, corner: Corner, by: Point, keep: boolean): Required<Place> {
  const [west, north] = [corner.endsWith('w'), corner.startsWith('n')];
  let w = Math.max(LEAST, from.w + (west ? -by.x : by.x));
  let h = Math.max(LEAST, from.h + (north ? -by.y : by.y));
  if (keep) {
    const scale = Math.max(w / from.w, h / from.h, LEAST / Math.min(from.w, from.h));
    [w, h] = [from.w * scale, from.h * scale];
  }
  [w, h] = [Math.round(w), Math.round(h)];
  return { x: west ? from.x + from.w - w : from.x, y: north ? from.y + from.h - h : from.y, w, h };
}

/** Drags a corner of the chosen item. */
export class Resize implements Gesture {
  readonly #engine: Engine;
  readonly #id: string;
  readonly #corner: Corner;
  readonly #from: Required<Place>;
  readonly #start: Point;
  #frame: Required<Place> | null = null;

  constructor(engine: Engine, start: Pointer, id: string, from: Required<Place>, corner: Corner) {
    this.#engine = engine;
    this.#id = id;
    this.#corner = corner;
    this.#from = { x: from.x, y: from.y, w: from.w, h: from.h };
    this.#start = toBoard(engine.camera.get(), start.at);
  }

  move(pointer: Pointer): void {
    const to = toBoard(this.#engine.camera.get(), pointer.at);
    const by = { x: to.x - this.#start.x, y: to.y - this.#start.y };
    const picture = this.#engine.scene.item(this.#id)?.kind === 'image';
    this.#frame = resized(this.#from, this.#corner, by, picture !== pointer.shift);
    this.#engine.scene.hold(new Map([[this.#id, this.#frame]]));
  }

  end(): void {
    if (this.#frame) this.#engine.desk.resize([{ id: this.#id, ...this.#frame }]);
    this.cancel();
  }

  cancel(): void {
    this.#engine.scene.letGo();
  }
}

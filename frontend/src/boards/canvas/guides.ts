/** What things line up with while a hand carries them. */

import { around, type Place, type Point, type Rect } from './geometry';
import type { Scene } from './scene';
import { snapped, type GuideLine } from './snapping';

/** Lines up what is carried with what else is in sight. Asked anew at every move of the hand. */
export class Aligner {
  readonly #box: Rect | null;
  readonly #others: readonly Rect[];

  /** `carried`: where each lies before the drag. */
  constructor(scene: Scene, view: Rect, carried: ReadonlyMap<string, Required<Place>>) {
    this.#box = around(carried.values());
    this.#others = scene.within(view).flatMap((id) => {
      const at = scene.at(id);
      const counts = at !== undefined && !carried.has(id) && scene.item(id)?.kind !== 'stroke';
      return counts ? [{ left: at.x, top: at.y, right: at.x + at.w, bottom: at.y + at.h }] : [];
    });
  }

  /** The distance that lines up, near the one by which the hand has moved. */
  near(by: Point, reach: number): { readonly by: Point; readonly lines: readonly GuideLine[] } {
    if (!this.#box) return { by, lines: [] };
    const { left, top, right, bottom } = this.#box;
    const there = { left: left + by.x, top: top + by.y, right: right + by.x, bottom: bottom + by.y };
    const { by: more, lines } = snapped(there, this.#others, reach);
    return { by: { x: by.x + more.x, y: by.y + more.y }, lines };
  }
}

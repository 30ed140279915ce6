/** Pictures that come onto the board together. */

import type { NewImage } from './desk';
import type { Engine } from './engine';
import { PITCH, NOTE, type Point } from './geometry';
import { centred, type Size } from './place';

const GAP = PITCH - NOTE;
/** So many lie in a row. */
const IN_A_ROW = 4;

interface SideBySide extends Size {
  /** Top left corners, from 0, 0. */
  readonly places: readonly Point[];
}

/** Things in rows from the left, each row as high as its highest. Pure. */
export function sideBySide(sizes: readonly Size[]): SideBySide {
  const places: Point[] = [];
  let [x, y, w, high] = [0, 0, 0, 0];
  for (const [i, size] of sizes.entries()) {
    if (i > 0 && i % IN_A_ROW === 0) [x, y, high] = [0, y + high + GAP, 0];
    places.push({ x, y });
    w = Math.max(w, x + size.w);
    x += size.w + GAP;
    high = Math.max(high, size.h);
  }
  return { places, w, h: y + high };
}

/**
 * Puts uploaded pictures side by side with their middle there, or where there is room near what is looked at, as one
 * gesture, and chooses them.
 */
export function putPictures(engine: Engine, pictures: readonly NewImage[], middle: Point | null): void {
  const { places, w, h } = sideBySide(pictures);
  const corner = middle ? centred(middle, { w, h }) : engine.desk.free({ ...centred(engine.middle(), { w, h }), w, h });
  const ids = engine.board.gesture(() =>
    pictures.flatMap((picture, i) => {
      const at = places[i] ?? { x: 0, y: 0 };
      return engine.desk.putImage(picture, { x: corner.x + at.x, y: corner.y + at.y }) ?? [];
    }),
  );
  const [first] = ids;
  if (first === undefined) return;
  engine.select(ids);
  engine.show(first);
  engine.focus(first);
}

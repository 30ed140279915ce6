/** Where a new note goes when nobody points at a place. */

import { rectOf, NOTE, PITCH, rounded, type Place, type Point, type Rect } from './geometry';

/** Rings searched around the wish before giving up and laying it on top. */
const RINGS = 24;

/** The cells of one ring around the middle, beginning to the right and going round. */
function* ring(radius: number): Generator<Point> {
  if (radius === 0) {
    yield { x: 0, y: 0 };
    return;
  }
  const side = radius * 2;
  let x = radius;
  let y = 0;
  const steps: readonly (readonly [dx: number, dy: number, count: number])[] = [
    [0, 1, radius],
    [-1, 0, side],
    [0, -1, side],
    [1, 0, side],
    [0, 1, radius],
  ];
  for (const [dx, dy, count] of steps) {
    for (let i = 0; i < count; i++) {
      yield { x, y };
      x += dx;
      y += dy;
    }
  }
}

/**
 * The free place nearest to `wish` (the top left corner of what comes there), in rings around it. `taken`
 * says whether anything lies in a rectangle.
 */
export function freePlace(wish: Place, taken: (rect: Rect) => boolean): Point {
  for (let radius = 0; radius <= RINGS; radius++) {
    for (const cell of ring(radius)) {
      const at = rounded({ x: wish.x + cell.x * PITCH, y: wish.y + cell.y * PITCH });
      if (!taken(rectOf({ ...wish, ...at }))) return at;
    }
  }
  return rounded(wish);
}

/** How large something is on the board. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

const NOTE_SIZE: Size = { w: NOTE, h: NOTE };

const SLOTS = 37;
const GOLDEN_ANGLE = 2.399963;

/**
 * A place of one's own to begin at in silence, when nobody sees where the others write, so that
 * what is revealed does not lie in one heap. Around `middle`, by the person only.
 */
export function ownCorner(person: string, middle: Point): Point {
  let hash = 2166136261;
  for (const unit of person) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619);
  const slot = (hash >>> 8) % SLOTS;
  const radius = Math.sqrt(slot) * PITCH;
  const angle = slot * GOLDEN_ANGLE;
  return rounded({ x: middle.x + Math.cos(angle) * radius, y: middle.y + Math.sin(angle) * radius });
}

/** The top left corner of what has its middle there: a note, if its size is not told. */
export const centred = (middle: Point, { w, h }: Size = NOTE_SIZE): Point =>
  rounded({ x: middle.x - w / 2, y: middle.y - h / 2 });

import { UNITS } from '../../canvas/geometry';
import type { Size } from '../../canvas/place';

/** The longer side of a picture as it comes onto the board, and the least of the shorter, in CSS pixels. */
const LONGEST = 320;
const LEAST = 128;
/** What the card adds: a white edge, and room for words and the name of its author. */
const EDGE = 16;
const BELOW = 68;

/** How large the card of a picture is on the board, in board units. */
export function cardSize(width: number, height: number): Size {
  const scale = LONGEST / Math.max(width, height, 1);
  const side = (pixels: number): number => Math.max(LEAST, Math.round(pixels * scale));
  return { w: (side(width) + EDGE) * UNITS, h: (side(height) + BELOW) * UNITS };
}

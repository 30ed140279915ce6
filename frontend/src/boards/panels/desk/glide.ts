/** From where one looks to where one is to look, a little at a time. Pure. */

import { toBoard, type Camera } from '../../canvas/camera';
import { UNITS, type Point } from '../../canvas/geometry';

/** After so long about a third of the way is left. */
const EASE_MS = 110;
/** Nearer than this nobody sees a difference: pixels, and a share of the zoom. */
const NEAR_PX = 0.5;
const NEAR_ZOOM = 0.002;

const between = (from: number, to: number, share: number): number => from + (to - from) * share;

/** Where one looks `ms` later; `middle`: the middle of the screen. Ends with `to` itself. */
export function glided(from: Camera, to: Camera, middle: Point, ms: number): Camera {
  const share = 1 - Math.exp(-ms / EASE_MS);
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const [here, there] = [toBoard(from, middle), toBoard(to, middle)];
  const x = middle.x - (between(here.x, there.x, share) / UNITS) * zoom;
  const y = middle.y - (between(here.y, there.y, share) / UNITS) * zoom;
  const near = Math.hypot(x - to.x, y - to.y) < NEAR_PX && Math.abs(zoom / to.zoom - 1) < NEAR_ZOOM;
  return near ? to : { x, y, zoom };
}

/** Connectors as lines: from edge to edge, bent gently; where they are touched, where their label stands. Pure. */

import type { Point, Rect } from './geometry';

/** A curve of two control points, as canvases and SVG draw it. */
export interface Curve {
  readonly from: Point;
  readonly a: Point;
  readonly b: Point;
  readonly to: Point;
}

/** How far a curve's end leaves its item before it bends, at most. */
const LEAD = 1600;
const STEPS = 24;

const middleOf = ({ left, top, right, bottom }: Rect): Point => ({ x: (left + right) / 2, y: (top + bottom) / 2 });

/** Which side of an item faces a point; the direction is outward. */
function facing(rect: Rect, to: Point): { readonly at: Point; readonly out: Point } {
  const { x, y } = middleOf(rect);
  const [dx, dy] = [to.x - x, to.y - y];
  const sideways = Math.abs(dx) * (rect.bottom - rect.top) >= Math.abs(dy) * (rect.right - rect.left);
  if (sideways) return dx >= 0 ? { at: { x: rect.right, y }, out: { x: 1, y: 0 } } : { at: { x: rect.left, y }, out: { x: -1, y: 0 } };
  return dy >= 0 ? { at: { x, y: rect.bottom }, out: { x: 0, y: 1 } } : { at: { x, y: rect.top }, out: { x: 0, y: -1 } };
}

/** The line from one item to another. */
export function curve(from: Rect, to: Rect): Curve {
  const start = facing(from, middleOf(to));
  const end = facing(to, middleOf(from));
  const lead = Math.min(LEAD, Math.hypot(end.at.x - start.at.x, end.at.y - start.at.y) / 2);
  const led = ({ at, out }: typeof start): Point => ({ x: at.x + out.x * lead, y: at.y + out.y * lead });
  return { from: start.at, a: led(start), b: led(end), to: end.at };
}

/** The line from an item to a point in the air. */
export const curveTo = (from: Rect, to: Point): Curve => curve(from, { left: to.x, top: to.y, right: to.x, bottom: to.y });

/** A point of the curve; `t` runs from 0 to 1. */
export function along({ from, a, b, to }: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, u: number): number => s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: mix(from.x, a.x, b.x, to.x), y: mix(from.y, a.y, b.y, to.y) };
}

/** The rectangle in which all of the curve lies. */
export function extent({ from, a, b, to }: Curve): Rect {
  const [xs, ys] = [[from.x, a.x, b.x, to.x], [from.y, a.y, b.y, to.y]];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** How far a point is from a curve. */
export function distanceTo(line: Curve, point: Point): number {
  let least = Infinity;
  let was = line.from;
  for (let step = 1; step <= STEPS; step++) {
    const is = along(line, step / STEPS);
    least = Math.min(least, toSegment(point, was, is));
    was = is;
  }
  return least;
}

/** How far a point is from a straight piece of line. */
export function toSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

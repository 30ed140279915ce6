/** Lines drawn by hand: thinned out, put into an item, and given back as a shape to fill. Pure. */

import { toSegment } from './links';
import type { Point } from './geometry';

/** A point of a line in board units; `force` from 0 to 1. */
export interface Dot extends Point {
  readonly force: number;
}

/** A line as an item carries it. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** x, y and pressure (0 to 255), point by point, from the corner. */
  readonly path: readonly number[];
}

/** The most points an item may have. */
export const MOST_DOTS = 2_000;
/** Dots that are thinned together. */
const PIECE = 256;
const SMALLEST = 16;
const FULL = 255;
/** A line pressed not at all is still so thick. */
const LEAST = 0.35;

/** The dots without those that a straight line would tell as well (Ramer–Douglas–Peucker). */
export function thinned(dots: readonly Dot[], tolerance: number): readonly Dot[] {
  const kept = new Set([0, dots.length - 1]);
  const open: (readonly [from: number, to: number])[] = [[0, dots.length - 1]];
  for (let range = open.pop(); range; range = open.pop()) {
    const at = furthest(dots, ...range, tolerance);
    if (at === null) continue;
    kept.add(at);
    open.push([range[0], at], [at, range[1]]);
  }
  return dots.filter((_, i) => kept.has(i));
}

/** The dot furthest from the straight line between two others, if it is off it by more than the tolerance. */
function furthest(dots: readonly Dot[], from: number, to: number, tolerance: number): number | null {
  const [first, last] = [dots[from], dots[to]];
  let far = tolerance;
  let found: number | null = null;
  for (let i = from + 1; i < to; i++) {
    const dot = dots[i];
    const off = dot && first && last ? toSegment(dot, first, last) : 0;
    if (off > far) [far, found] = [off, i];
  }
  return found;
}

/** Thinned piece by piece: a long line costs no more per dot than a short one. */
function thinnedInPieces(dots: readonly Dot[], tolerance: number): readonly Dot[] {
  const pieces: Dot[] = [];
  for (let from = 0; from < dots.length; from += PIECE) pieces.push(...thinned(dots.slice(from, from + PIECE), tolerance));
  return pieces;
}

/** A line that was drawn, as an item; `null` where there is none. Is it too long to be kept exactly, it is thinned more. */
export function lineOf(dots: readonly Dot[], tolerance: number): Line | null {
  let kept = thinnedInPieces(dots, tolerance);
  for (let more = tolerance * 2; kept.length > MOST_DOTS; more *= 2) kept = thinnedInPieces(kept, more);
  return asLine(kept);
}

/** Dots as an item carries them. */
export function asLine(kept: readonly Dot[]): Line | null {
  const first = kept[0];
  if (!first) return null;
  const all = kept.length === 1 ? [first, first] : kept;
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const path = all.flatMap((dot) => [Math.round(dot.x - x), Math.round(dot.y - y), Math.round(dot.force * FULL)]);
  return { x, y, w: Math.max(SMALLEST, Math.ceil(Math.max(...xs) - x)), h: Math.max(SMALLEST, Math.ceil(Math.max(...ys) - y)), path };
}

/** The dots of an item's path, where the item lies. */
export function dotsOf({ x, y }: Point, path: readonly number[]): Dot[] {
  const dots: Dot[] = [];
  for (let i = 0; i + 2 < path.length; i += 3) {
    dots.push({ x: x + (path[i] ?? 0), y: y + (path[i + 1] ?? 0), force: (path[i + 2] ?? 0) / FULL });
  }
  return dots;
}

/** How wide the line is at a dot. */
export const widthAt = (weight: number, force: number): number => weight * (LEAST + (1 - LEAST) * force);

/** How far a point is from a line; its thickness counts. */
export function offLine(dots: readonly Dot[], weight: number, point: Point): number {
  let least = Infinity;
  for (let i = 1; i < dots.length; i++) {
    const [a, b] = [dots[i - 1], dots[i]];
    if (a && b) least = Math.min(least, toSegment(point, a, b));
  }
  return Math.max(0, least - weight / 2);
}

/** One side of the line and back the other: a shape to be filled. */
export function outlineOf(dots: readonly Dot[], weight: number): Point[] {
  const left: Point[] = [];
  const right: Point[] = [];
  dots.forEach((dot, i) => {
    const [before, after] = [dots[i - 1] ?? dot, dots[i + 1] ?? dot];
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    const half = widthAt(weight, dot.force) / 2;
    const [nx, ny] = [(-(after.y - before.y) / length) * half, ((after.x - before.x) / length) * half];
    left.push({ x: dot.x + nx, y: dot.y + ny });
    right.push({ x: dot.x - nx, y: dot.y - ny });
  });
  return [...left, ...right.reverse()];
}

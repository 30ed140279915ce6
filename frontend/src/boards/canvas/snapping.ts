/** What a dragged rectangle lines up with. Pure: rectangles in, a small shift and the lines to draw out. */

import type { Point, Rect } from './geometry';

/** A straight line on the board: upright at an `x`, level at a `y`, from one end to the other. */
export interface GuideLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  /** What is to be added to where the hand is. */
  readonly by: Point;
  readonly lines: readonly GuideLine[];
}

/** One direction of a rectangle: where it begins and ends. */
interface Span {
  readonly low: number;
  readonly high: number;
}

interface Lined {
  readonly along: Span;
  readonly across: Span;
}

const upright = (rect: Rect): Lined => ({ along: { low: rect.left, high: rect.right }, across: { low: rect.top, high: rect.bottom } });
const level = (rect: Rect): Lined => ({ along: { low: rect.top, high: rect.bottom }, across: { low: rect.left, high: rect.right } });
const middleOf = ({ low, high }: Span): number => (low + high) / 2;

/** How far one span is from lining up with another: edges with edges, middle with middle. */
function* offsets(mine: Span, other: Span): Generator<number> {
  for (const edge of [other.low, other.high]) {
    yield edge - mine.low;
    yield edge - mine.high;
  }
  yield middleOf(other) - middleOf(mine);
}

/** The smallest shift that lines up with anything within reach; `null`: nothing does. */
function shiftOf(mine: Span, others: readonly Lined[], reach: number): number | null {
  let best: number | null = null;
  for (const { along } of others) {
    for (const offset of offsets(mine, along)) {
      if (Math.abs(offset) <= reach && (best === null || Math.abs(offset) < Math.abs(best))) best = offset;
    }
  }
  return best === null ? null : Math.round(best);
}

/** Where two spans line up, as far as whole units go. */
function* shared(mine: Span, other: Span): Generator<number> {
  for (const edge of [mine.low, mine.high]) if (edge === other.low || edge === other.high) yield edge;
  if (Math.abs(middleOf(mine) - middleOf(other)) < 1) yield middleOf(other);
}

function linesOf(axis: GuideLine['axis'], mine: Lined, others: readonly Lined[]): GuideLine[] {
  const lines = new Map<number, GuideLine>();
  for (const { along, across } of others) {
    for (const at of shared(mine.along, along)) {
      const { from, to } = lines.get(at) ?? { from: mine.across.low, to: mine.across.high };
      lines.set(at, { axis, at, from: Math.min(from, across.low), to: Math.max(to, across.high) });
    }
  }
  return [...lines.values()];
}

const shifted = (rect: Rect, { x, y }: Point): Rect => ({ left: rect.left + x, right: rect.right + x, top: rect.top + y, bottom: rect.bottom + y });

/** Lines `box` up with what lies within `reach` of it, in both directions apart. */
export function snapped(box: Rect, others: readonly Rect[], reach: number): Snapped {
  const [columns, rows] = [others.map(upright), others.map(level)];
  const x = shiftOf(upright(box).along, columns, reach);
  const y = shiftOf(level(box).along, rows, reach);
  const there = shifted(box, { x: x ?? 0, y: y ?? 0 });
  return {
    by: { x: x ?? 0, y: y ?? 0 },
    lines: [...(x === null ? [] : linesOf('x', upright(there), columns)), ...(y === null ? [] : linesOf('y', level(there), rows))],
  };
}

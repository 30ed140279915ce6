/** Where things go when several are put in order. Pure: places in, places out. */

import { around, NOTE, PITCH, rectOf, type Place, type Point, type Rect } from './geometry';
import { readingOrder } from './neighbour';

export interface Box extends Required<Place> {
  readonly id: string;
}

export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'x' | 'y';
export type Places = ReadonlyMap<string, Point>;

/** What lies between two that were laid side by side. */
const GAP = PITCH - NOTE;

const LINED: Readonly<Record<Edge, (box: Box, all: Rect) => Point>> = {
  left: ({ y }, all) => ({ x: all.left, y }),
  centre: ({ w, y }, all) => ({ x: Math.round((all.left + all.right - w) / 2), y }),
  right: ({ w, y }, all) => ({ x: all.right - w, y }),
  top: ({ x }, all) => ({ x, y: all.top }),
  middle: ({ x, h }, all) => ({ x, y: Math.round((all.top + all.bottom - h) / 2) }),
  bottom: ({ x, h }, all) => ({ x, y: all.bottom - h }),
};

/** Lines all up with one edge, or the middle, of the room that they take. */
export function aligned(boxes: readonly Box[], edge: Edge): Places {
  const all = around(boxes);
  return new Map(all ? boxes.map((box) => [box.id, LINED[edge](box, all)]) : []);
}

/** Leaves the first and the last where they are and makes the gaps between equal. */
export function distributed(boxes: readonly Box[], axis: Axis): Places {
  const [size, other] = axis === 'x' ? (['w', 'y'] as const) : (['h', 'x'] as const);
  const order = [...boxes].sort((a, b) => a[axis] + a[size] / 2 - b[axis] - b[size] / 2 || (a.id < b.id ? -1 : 1));
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last || order.length < 3) return new Map();
  const taken = order.reduce((sum, box) => sum + box[size], 0);
  const gap = (last[axis] + last[size] - first[axis] - taken) / (order.length - 1);
  let at = first[axis];
  return new Map(
    order.map((box) => {
      const here = Math.round(at);
      at += box[size] + gap;
      return [box.id, axis === 'x' ? { x: here, y: box[other] } : { x: box[other], y: here }];
    }),
  );
}

/** As many columns as keep the shape of the room that the boxes take. */
function columnsFor(boxes: readonly Box[], { left, top, right, bottom }: Rect): number {
  const wide = Math.max(...boxes.map(({ w }) => w)) + GAP;
  const high = Math.max(...boxes.map(({ h }) => h)) + GAP;
  const shape = (right - left + GAP) / wide / ((bottom - top + GAP) / high);
  return Math.min(boxes.length, Math.max(1, Math.round(Math.sqrt(boxes.length * shape))));
}

/** Where each of these begins when they follow one another. */
function starts(from: number, sizes: readonly number[]): number[] {
  let at = from;
  return sizes.map((size) => {
    const here = at;
    at += size + GAP;
    return here;
  });
}

/** Lays all into a grid in the order in which one reads them, where the first of them lies. */
export function tidied(boxes: readonly Box[]): Places {
  const all = around(boxes);
  if (!all) return new Map();
  const columns = columnsFor(boxes, all);
  const order = readingOrder(boxes);
  const widths = Array.from({ length: columns }, (_, column) => Math.max(0, ...order.filter((_box, i) => i % columns === column).map(({ w }) => w)));
  const rows = Math.ceil(order.length / columns);
  const heights = Array.from({ length: rows }, (_, row) => Math.max(...order.slice(row * columns, (row + 1) * columns).map(({ h }) => h)));
  const [xs, ys] = [starts(all.left, widths), starts(all.top, heights)];
  return new Map(order.map(({ id }, i) => [id, { x: xs[i % columns] ?? all.left, y: ys[Math.floor(i / columns)] ?? all.top }]));
}

/** The places of things of these sizes in rows and columns, around a middle. */
export function gridAround(middle: Point, columns: number, count: number): Point[] {
  const rows = Math.ceil(count / columns);
  const { left, top } = rectOf({ x: Math.round(middle.x - (columns * PITCH - GAP) / 2), y: Math.round(middle.y - (rows * PITCH - GAP) / 2) });
  return Array.from({ length: count }, (_, i) => ({ x: left + (i % columns) * PITCH, y: top + Math.floor(i / columns) * PITCH }));
}

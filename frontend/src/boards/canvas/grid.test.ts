import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rectOf, overlap, type Point, type Rect } from './geometry';
import { Grid } from './grid';

const places = fc.record({ x: fc.integer({ min: -60_000, max: 60_000 }), y: fc.integer({ min: -60_000, max: 60_000 }) });
const rects = fc.tuple(places, places).map(([a, b]): Rect => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
}));

const plainly = (all: ReadonlyMap<string, Point>, rect: Rect): string[] =>
  [...all].filter(([, at]) => overlap(rectOf(at), rect)).map(([id]) => id);

describe('the grid', () => {
  it('finds what asking every note finds, after moves and removals too', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.option(places)), { maxLength: 80 });
    fc.assert(
      fc.property(steps, rects, (all, rect) => {
        const grid = new Grid();
        const kept = new Map<string, Point>();
        for (const [n, at] of all) {
          const id = String(n);
          if (at) {
            grid.put(id, at);
            kept.set(id, at);
          } else {
            grid.remove(id);
            kept.delete(id);
          }
        }
        expect(grid.query(rect).sort()).toEqual(plainly(kept, rect).sort());
        expect(grid.size).toBe(kept.size);
      }),
    );
  });
});

describe('things of many sizes', () => {
  it('are found wherever they reach, not only where their corner is', () => {
    const grid = new Grid();
    grid.put('note', { x: 0, y: 0 });
    grid.put('picture', { x: -40_000, y: -40_000, w: 60_000, h: 50_000 });
    expect(grid.query({ left: 100, top: 100, right: 101, bottom: 101 }).sort()).toEqual(['note', 'picture']);
    expect(grid.query({ left: 19_999, top: 9_999, right: 20_100, bottom: 10_100 })).toEqual(['picture']);
    expect(grid.query({ left: 20_000, top: 0, right: 20_100, bottom: 10 })).toEqual([]);
    grid.put('picture', { x: 0, y: 90_000, w: 60_000, h: 50_000 });
    expect(grid.query({ left: 19_999, top: 9_999, right: 20_100, bottom: 10_100 })).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Rect } from './geometry';
import { snapped } from './snapping';

const box = (left: number, top: number, width = 100, height = 100): Rect => ({ left, top, right: left + width, bottom: top + height });

describe('lining up', () => {
  it('moves an edge that is nearly level with another onto it, and draws the line along both', () => {
    const { by, lines } = snapped(box(300, 6), [box(0, 0)], 10);
    expect(by).toEqual({ x: 0, y: -6 });
    expect(lines).toEqual([
      { axis: 'y', at: 0, from: 0, to: 400 },
      { axis: 'y', at: 100, from: 0, to: 400 },
      { axis: 'y', at: 50, from: 0, to: 400 },
    ]);
  });

  it('leaves alone what is further away than a hand would mean', () => {
    expect(snapped(box(300, 11), [box(0, 0)], 10)).toEqual({ by: { x: 0, y: 0 }, lines: [] });
  });

  it('takes the nearest of several', () => {
    expect(snapped(box(0, 200), [box(-8, 0), box(3, 400)], 10).by).toEqual({ x: 3, y: 0 });
  });

  it('sets a small thing under the middle of a large one, in whole units', () => {
    const { by, lines } = snapped(box(103, 300, 101), [box(0, 0, 300)], 10);
    expect(by).toEqual({ x: -3, y: 0 });
    expect(lines).toEqual([{ axis: 'x', at: 150, from: 0, to: 400 }]);
  });

  it('lines up both ways at once', () => {
    expect(snapped(box(304, 206), [box(300, 0), box(0, 200)], 10).by).toEqual({ x: -4, y: -6 });
  });

  it('sets one beside another, edge to edge', () => {
    expect(snapped(box(104, 500), [box(0, 0)], 10).by).toEqual({ x: -4, y: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import { NOTE, rectOf, overlap, type Point } from './geometry';
import { freePlace, ownCorner } from './place';

describe('a free place', () => {
  it('is the wish itself where nothing lies', () => {
    expect(freePlace({ x: 10.4, y: -3 }, () => false)).toEqual({ x: 10, y: -3 });
  });

  it('lets two hundred notes lie side by side, near the wish', () => {
    const notes: Point[] = [];
    for (let i = 0; i < 200; i++) {
      notes.push(freePlace({ x: 0, y: 0 }, (rect) => notes.some((note) => overlap(rectOf(note), rect))));
    }
    const over = notes.flatMap((a, i) => notes.slice(i + 1).filter((b) => overlap(rectOf(a), rectOf(b))));
    expect(over).toEqual([]);
    expect(Math.max(...notes.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))))).toBeLessThan(10 * NOTE);
  });

  it('gives up on a board full to the horizon rather than search for ever', () => {
    expect(freePlace({ x: 5, y: 5 }, () => true)).toEqual({ x: 5, y: 5 });
  });

  it('differs from person to person in silence, and not from time to time', () => {
    const people = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(8));
    const corners = new Set(people.map((person) => JSON.stringify(ownCorner(person, { x: 0, y: 0 }))));
    expect(corners.size).toBeGreaterThan(10);
    expect(ownCorner('anna', { x: 7, y: 7 })).toEqual(ownCorner('anna', { x: 7, y: 7 }));
  });
});

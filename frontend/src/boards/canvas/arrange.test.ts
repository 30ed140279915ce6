import { describe, expect, it } from 'vitest';
import { aligned, distributed, gridAround, tidied, type Box } from './arrange';
import { NOTE, PITCH, type Point } from './geometry';

const box = (id: string, x: number, y: number, w = NOTE, h = NOTE): Box => ({ id, x, y, w, h });
const at = (places: ReadonlyMap<string, Point>, id: string): Point | undefined => places.get(id);

describe('lining up', () => {
  const boxes = [box('a', 0, 100, 50, 50), box('b', 300, 0, 100, 100)];

  it.each([
    ['left', { x: 0, y: 100 }, { x: 0, y: 0 }],
    ['centre', { x: 175, y: 100 }, { x: 150, y: 0 }],
    ['right', { x: 350, y: 100 }, { x: 300, y: 0 }],
    ['top', { x: 0, y: 0 }, { x: 300, y: 0 }],
    ['middle', { x: 0, y: 50 }, { x: 300, y: 25 }],
    ['bottom', { x: 0, y: 100 }, { x: 300, y: 50 }],
  ] as const)('at the %s moves each in one direction only', (edge, a, b) => {
    const places = aligned(boxes, edge);
    expect([at(places, 'a'), at(places, 'b')]).toEqual([a, b]);
  });

  it('of nothing is nothing', () => {
    expect(aligned([], 'left').size).toBe(0);
  });
});

describe('making gaps equal', () => {
  it('leaves the outer two and moves what is between, whatever their sizes', () => {
    const places = distributed([box('c', 400, 7, 100, 10), box('a', 0, 0, 100, 10), box('b', 110, 3, 50, 10)], 'x');
    expect([at(places, 'a'), at(places, 'b'), at(places, 'c')]).toEqual([{ x: 0, y: 0 }, { x: 225, y: 3 }, { x: 400, y: 7 }]);
  });

  it('works downwards too', () => {
    expect(at(distributed([box('a', 5, 0, 1, 10), box('b', 6, 11, 1, 10), box('c', 7, 80, 1, 10)], 'y'), 'b')).toEqual({ x: 6, y: 40 });
  });

  it('needs three', () => {
    expect(distributed([box('a', 0, 0), box('b', 9, 9)], 'x').size).toBe(0);
  });
});

describe('tidying up', () => {
  it('makes a heap of nine a square of three by three, in reading order, where it lies', () => {
    const heap = Array.from({ length: 9 }, (_, i) => box(String(i), (i % 3) * NOTE * 0.7 + (i * 37) % 90, Math.floor(i / 3) * NOTE * 0.8 + ((i * 53) % 80)));
    const places = tidied(heap);
    const left = Math.min(...heap.map(({ x }) => x));
    const top = Math.min(...heap.map(({ y }) => y));
    for (let i = 0; i < 9; i++) expect(at(places, String(i))).toEqual({ x: left + (i % 3) * PITCH, y: top + Math.floor(i / 3) * PITCH });
  });

  it('keeps a row a row and a column a column', () => {
    const row = tidied([box('a', 0, 0), box('b', NOTE * 1.2, 99), box('c', NOTE * 2.9, -50)]);
    expect([...row.values()].map(({ y }) => y)).toEqual([-50, -50, -50]);
    const column = tidied([box('a', 0, 0), box('b', 99, NOTE * 1.2), box('c', -50, NOTE * 2.9)]);
    expect([...column.values()].map(({ x }) => x)).toEqual([-50, -50, -50]);
  });

  it('gives a large thing the room it takes', () => {
    const places = tidied([box('a', 0, 0, 2 * NOTE), box('b', 2.2 * NOTE, 0), box('c', 0, 1.2 * NOTE), box('d', 2.2 * NOTE, 1.2 * NOTE)]);
    expect(at(places, 'b')).toEqual({ x: NOTE + PITCH, y: 0 });
    expect(at(places, 'd')).toEqual({ x: NOTE + PITCH, y: PITCH });
  });

  it('changes nothing when it is done again', () => {
    const boxes = Array.from({ length: 7 }, (_, i) => box(String(i), (i * 7919) % 20000, (i * 104729) % 9000));
    const once = tidied(boxes);
    const again = tidied(boxes.map((each) => ({ ...each, ...once.get(each.id) })));
    expect(again).toEqual(once);
  });
});

it('lays new things in rows and columns around a middle', () => {
  expect(gridAround({ x: 0, y: 0 }, 2, 3)).toEqual([
    { x: -(PITCH + NOTE) / 2, y: -(PITCH + NOTE) / 2 },
    { x: -(PITCH + NOTE) / 2 + PITCH, y: -(PITCH + NOTE) / 2 },
    { x: -(PITCH + NOTE) / 2, y: -(PITCH + NOTE) / 2 + PITCH },
  ]);
});

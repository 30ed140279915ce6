import { describe, expect, it } from 'vitest';
import { PITCH } from './geometry';
import { neighbour, readingOrder } from './neighbour';

const at = (id: string, column: number, row: number) => ({ id, x: column * PITCH, y: row * PITCH });
const board = [at('a', 0, 0), at('b', 1, 0), at('c', 2, 0), at('d', 0, 1), at('e', 1.2, 1), at('f', 5, 3)];
const from = (id: string) => board.find((note) => note.id === id) ?? at(id, 0, 0);

describe('arrow keys', () => {
  it('go to the nearest note in their direction', () => {
    expect(neighbour(from('a'), 1, 0, board)).toBe('b');
    expect(neighbour(from('b'), 1, 0, board)).toBe('c');
    expect(neighbour(from('b'), 0, 1, board)).toBe('e');
    expect(neighbour(from('e'), 0, -1, board)).toBe('b');
    expect(neighbour(from('d'), 0, -1, board)).toBe('a');
  });

  it('stay where nothing lies further', () => {
    expect(neighbour(from('a'), -1, 0, board)).toBeNull();
    expect(neighbour(from('f'), 0, 1, board)).toBeNull();
  });

  it('rather go straight than near', () => {
    const notes = [at('o', 0, 0), at('near', 0.6, 0.9), at('straight', 1.5, 0)];
    expect(neighbour(at('o', 0, 0), 1, 0, notes)).toBe('straight');
  });

  it('reach every note of a scattered board', () => {
    const reached = new Set(['a']);
    const queue = ['a'];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
        const next = neighbour(from(id), dx, dy, board);
        if (next !== null && !reached.has(next)) queue.push(next);
        if (next !== null) reached.add(next);
      }
    }
    expect([...reached].sort()).toEqual(board.map(({ id }) => id));
  });
});

describe('the reading order', () => {
  it('goes row by row, also where rows are not straight', () => {
    const rough = [at('c', 2, 0.2), at('d', 0, 1.1), at('a', 0, 0.1), at('b', 1, 0), at('e', 1, 0.95)];
    expect(readingOrder(rough).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

// @vitest-environment node
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../testing/cases';
import { after, asDelta, moved, originsOf, rebased } from './delta';
import type { Draft } from './fold';
import { canonical } from './hash';
import { addressed, byHeight, describe as described, named, normal, writesPrivately } from './ops';
import { difference, spliced, wellFormed } from './splice';
import type { Item, Op, Splice } from './wire';
import { above, between } from './zorder';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'ž', '漢', '😀', '👩‍👩‍👧', '\n'), maxLength: 12 });

describe('splices', () => {
  it.each(cases<{ name: string; text: string; splice: Splice; after: string }>('splice'))('$name', (each) => {
    expect(spliced(each.text, each.splice)).toBe(each.after);
  });

  it('the difference of two texts turns one into the other and splits no pair', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(30), (before, then, caret) => {
        const splice = difference(before, then, Math.min(caret, then.length));
        if (!splice) expect(before).toBe(then);
        else {
          expect(spliced(before, splice)).toBe(then);
          expect(wellFormed(splice.insert)).toBe(splice.insert);
          expect(wellFormed(before.slice(0, splice.at))).toBe(before.slice(0, splice.at));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('the caret tells which of equal letters was typed', () => {
    expect(difference('aaa', 'aaaa', 1)).toEqual({ at: 1, remove: 0, insert: 'a' });
    expect(difference('aaa', 'aaaa', 3)).toEqual({ at: 3, remove: 0, insert: 'a' });
    expect(difference('😀😁', '😀😂', 4)).toEqual({ at: 2, remove: 2, insert: '😂' });
  });

  it('halves of pairs are replaced', () => {
    expect(wellFormed('a\ud83d b\ude00 😀')).toBe('a\ufffd b\ufffd 😀');
  });
});

describe('deltas', () => {
  it('a caret stays between the letters it was between', () => {
    const insert = asDelta({ at: 2, remove: 0, insert: 'xy' });
    expect([0, 2, 3].map((caret) => moved(caret, insert))).toEqual([0, 2, 5]);
    const remove = asDelta({ at: 1, remove: 2, insert: '' });
    expect([0, 1, 2, 3, 4].map((caret) => moved(caret, remove))).toEqual([0, 1, 1, 1, 2]);
  });

  it('a splice made on an old text keeps what others put in, and takes no more than it meant', () => {
    fc.assert(
      fc.property(letters, letters, letters, (shown, mine, theirs) => {
        const my = difference(shown, mine);
        const their = difference(shown, theirs);
        if (!my || !their) return;
        const text = rebased(my, after(originsOf(shown), asDelta(their))).reduce(spliced, theirs);
        expect(text.length).toBeGreaterThanOrEqual(my.insert.length + their.insert.length);
        expect(text).toContain(my.insert);
        expect(wellFormed(text)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('operations', () => {
  interface DescribeCase {
    readonly name: string;
    readonly me: string;
    readonly at: string;
    readonly op_id: string;
    readonly op: Op;
    readonly splice?: Splice;
    readonly entry: Draft | null;
  }
  it.each(cases<DescribeCase>('describe'))('shown before they are confirmed: $name', ({ op, me, at, op_id, splice, entry }) => {
    expect(described(op, me, at, op_id, splice)).toEqual(entry);
  });

  const moves = (count: number): Op => ({
    t: 'move_items',
    moves: Array.from({ length: count }, (_, i) => ({ id: String(i), x: 0, y: 0, z: 'U' })),
  });

  it('[S1.3] a new note is private in silence', () => {
    expect([writesPrivately('silent'), writesPrivately('open')]).toEqual([true, false]);
  });

  it('a gesture over both streams, or over more than 500 items, is parted', () => {
    const parts = addressed(moves(1203), (id) => Number(id) < 2, true);
    expect(parts.map((part) => [part.private, named(part.op).length])).toEqual([[false, 500], [false, 500], [false, 201], [true, 2]]);
    expect(addressed({ t: 'delete_items', ids: [] }, () => false, false)).toEqual([]);
  });

  it('coordinates become integers in range, texts well formed', () => {
    const op: Op = { t: 'move_items', moves: [{ id: '1', x: 1.6, y: 1e12, z: 'U' }, { id: '2', x: NaN, y: -1e12, z: 'U' }] };
    expect(normal(op)).toEqual({ t: 'move_items', moves: [{ id: '1', x: 2, y: 2 ** 31 - 1, z: 'U' }, { id: '2', x: 0, y: -(2 ** 31), z: 'U' }] });
  });
});

describe('the state hash', () => {
  it.each(cases<{ name: string; items: Item[]; sha256: string }>('hash'))('$name', ({ items, sha256 }) => {
    expect(createHash('sha256').update(canonical(items)).digest('hex')).toBe(sha256);
  });
});

describe('heights', () => {
  it('putting on top a million times stays short', () => {
    let key = above(null);
    for (let i = 0; i < 1_000_000; i++) {
      const next = above(key);
      if (next <= key || next.length > 6) throw new Error(`${next} after ${key}`);
      key = next;
    }
    expect(key).toMatch(/^[0-9A-Za-z]{6}$/);
  });

  it('[V6.5] a key between two keys lies between them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (choices) => {
        const keys = [above(null), above(above(null))];
        for (const choice of choices) {
          const i = choice % (keys.length + 1);
          keys.splice(i, 0, i === 0 ? between(null, keys[0] ?? null) : between(keys[i - 1] ?? null, keys[i] ?? null));
        }
        expect([...keys].sort((a, b) => byHeight({ z: a, id: '' }, { z: b, id: '' }))).toEqual(keys);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it('[V6.3] ties are broken by id', () => {
    const items = [{ z: 'b', id: '1' }, { z: 'a', id: '2' }, { z: 'a', id: '1' }, { z: 'Z', id: '9' }];
    expect(items.sort(byHeight).map(({ z, id }) => z + id)).toEqual(['Z9', 'a1', 'a2', 'b1']);
  });
});

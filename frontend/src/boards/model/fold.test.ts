// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cases } from '../testing/cases';
import { changes, fold, type Draft } from './fold';
import type { Colour, Entry, Item } from './wire';

interface FoldCase {
  readonly name: string;
  readonly before: readonly Item[];
  readonly entry: Entry;
  readonly after: readonly Item[];
}

const byId = (items: Iterable<Item>) => new Map([...items].map((item) => [item.id, item]));

describe('fold, the shared cases', () => {
  it.each(cases<FoldCase>('fold'))('$name', ({ before, entry, after }) => {
    const was = byId(before);
    const copy = structuredClone(was);
    expect(fold(was, entry)).toEqual(byId(after));
    expect(was).toEqual(copy);
  });
});

// ---------------------------------------------------------------------------- properties

const ids = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(32));
const id = fc.constantFrom(...ids);
const unit = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const z = fc.stringMatching(/^[0-9A-Za-z]{1,3}$/);
const colour = fc.constantFrom<Colour>('yellow', 'orange', 'grey');
const text = fc.string({ unit: fc.constantFrom('a', 'ž', '漢', '😀', '\n'), maxLength: 6 });
const move = fc.record({ id, x: unit, y: unit, z });
const some = fc.array(id, { minLength: 1, maxLength: 4 });
const words = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 6 });
const head = { actor: fc.constantFrom('a'.repeat(32), 'b'.repeat(32)), at: fc.constantFrom('t1', 't2'), op: fc.constant('o') };
const splice = { update: fc.constant('AAA='), at: fc.nat(9), remove: fc.nat(9), insert: text };

const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({
    ...{ ...head, verb: fc.constant('note_added' as const) },
    facts: fc.record({ id, x: unit, y: unit, z, colour }),
    words: words(fc.record({ text })),
  }),
  fc.record({ ...head, verb: fc.constant('items_moved' as const), facts: fc.record({ moves: fc.array(move) }), words: fc.constant(null) }),
  fc.record({ ...head, verb: fc.constant('items_coloured' as const), facts: fc.record({ ids: some, colour }), words: fc.constant(null) }),
  fc.record({ ...head, verb: fc.constant('items_deleted' as const), facts: fc.record({ ids: some }), words: fc.constant(null) }),
  fc.record({
    ...{ ...head, verb: fc.constant('text_edited' as const) },
    facts: fc.record({ id, epoch: fc.nat(2) }),
    words: words(fc.record(splice)),
  }),
  fc.record({
    ...{ ...head, verb: fc.constant('texts_rewritten' as const) },
    facts: fc.record({ items: fc.array(fc.record({ id, epoch: fc.nat(3) }), { maxLength: 4 }) }),
    words: words(fc.record({ texts: fc.array(fc.record({ id, text, state: fc.constant(null) }), { maxLength: 4 }) })),
  }),
  fc.record({ ...head, verb: fc.constant('items_published' as const), facts: fc.record({ ids: some }), words: fc.constant(null) }),
);

describe('fold, the law', () => {
  it('[B10.2] a snapshot and the later entries make the later snapshot', () => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 30 }), fc.nat(30), (entries, cut) => {
        const snapshot = structuredClone(fold(new Map(), ...entries.slice(0, cut)));
        expect(fold(snapshot, ...entries.slice(cut))).toEqual(fold(new Map(), ...entries));
      }),
      { numRuns: 300 },
    );
  });

  it('shares what an entry does not touch', () => {
    fc.assert(
      fc.property(fc.array(draft, { maxLength: 12 }), draft, (entries, last) => {
        const before = fold(new Map(), ...entries);
        const after = fold(before, last);
        const touched = new Set(changes(last).map(([changed]) => changed));
        for (const [key, item] of before) if (!touched.has(key)) expect(after.get(key)).toBe(item);
      }),
    );
  });

  it('[V5.6] an entry of an unknown verb changes nothing', () => {
    const entry = { seq: 1, at: 't', actor: 'a', verb: 'votes_cast', op: 'o', facts: {}, words: null } as unknown as Entry;
    expect(fold(new Map(), entry)).toEqual(new Map());
  });
});

import { describe, expect, it } from 'vitest';
import { stepsOf, type Line } from './telling';

const HER = 'a'.repeat(32);
const HIM = 'b'.repeat(32);
let seq = 0;

const line = (minute: number, what: Line['what'], rest: Partial<Line> = {}): Line => ({
  seq: ++seq,
  at: `2026-03-12T08:${String(minute).padStart(2, '0')}:00.000000Z`,
  actor: HER,
  what,
  ...rest,
});
const edit = (minute: number, at: number, remove: number, insert: string, rest: Partial<Line> = {}): Line => line(minute, 'edited', { splice: { at, remove, insert }, ...rest });
const told = (...oldestFirst: Line[]) => stepsOf([...oldestFirst].reverse());

describe('what became of a note', () => {
  it('tells a text before and after, and what one person typed at once as one step', () => {
    const [edited, added] = told(line(0, 'added', { text: 'Glass that heals' }), edit(1, 11, 5, 'h'), edit(2, 12, 0, 'ears'));
    expect(edited).toMatchObject({ count: 2, change: { before: 'Glass that hea', took: 'l', put: 'r', after: 's' } });
    expect(added).toMatchObject({ line: { text: 'Glass that heals' }, change: null });
  });

  it('takes what is written at once into a new note as one step with it', () => {
    const steps = told(line(0, 'added', { text: '' }), edit(0, 0, 0, 'Gla'), edit(0, 3, 0, 'ss'), line(1, 'moved'));
    expect(steps).toMatchObject([{ line: { what: 'moved' } }, { line: { what: 'added' }, count: 3, change: { put: 'Glass', took: '' } }]);
  });

  it('keeps what two people typed apart, and what came later', () => {
    const steps = told(line(0, 'added', { text: 'x' }), edit(1, 0, 0, 'a'), edit(2, 1, 0, 'b', { actor: HIM }), edit(3, 2, 0, 'c'), edit(33, 3, 0, 'd'));
    expect(steps.map(({ change }) => change?.put)).toEqual(['d', 'c', 'b', 'a', undefined]);
  });

  it('says only what was put in as long as the beginning is not known', () => {
    expect(told(edit(0, 40, 3, 'now'))[0]?.change).toEqual({ took: null, put: 'now', before: '', after: '' });
  });

  it('knows no text after erased words, until it is told anew', () => {
    const steps = told(
      line(0, 'added', { erased: true }),
      edit(1, 5, 0, 'x'),
      line(2, 'edited', { erased: true }),
      line(3, 'rewritten', { text: 'left' }),
      edit(4, 4, 0, '!'),
    );
    expect(steps.map(({ change }) => change)).toEqual([
      { took: '', put: '!', before: 'left', after: '' },
      null,
      null,
      { took: null, put: 'x', before: '', after: '' },
      null,
    ]);
  });

  it('puts moves together, but not those into different zones', () => {
    const steps = told(line(0, 'moved'), line(1, 'moved'), line(2, 'moved', { zone: 'c'.repeat(32) }), line(3, 'moved', { zone: null }));
    expect(steps.map(({ count }) => count)).toEqual([1, 1, 2]);
  });

  it('never splits a pair of surrogates', () => {
    const [edited] = told(line(0, 'added', { text: '😀' }), edit(1, 0, 2, '😁'));
    expect(edited?.change).toMatchObject({ took: '😀', put: '😁' });
  });
});

import { describe, expect, it } from 'vitest';
import type { ViewItem } from '../sync';
import { beginning, outlineOf } from './outline-order';
import { threadsOf } from './said';

const at = (id: string, x: number, y: number, more: object = {}): ViewItem =>
  ({ id, kind: 'note', author: 'me', created: '', changed: '', x, y, z: 'V', colour: 'yellow', text: id, epoch: 0, minePrivate: false, ...more });

const ROW = 4000;
const read = (items: readonly ViewItem[]) =>
  outlineOf(items).map(({ zone, groups }) => [zone?.id ?? null, groups.map(({ title, items: inside }) => [title?.id ?? null, inside.map(({ id }) => id)])]);

describe('the outline of a board', () => {
  const board = [
    at('loose', 0, 9 * ROW),
    at('second', 5000, ROW, { zone: 'Z' }),
    at('first', 0, ROW, { zone: 'Z' }),
    at('grouped', 0, 2 * ROW, { zone: 'Z', group: 'G' }),
    at('G', 0, 2 * ROW - 100, { kind: 'cluster' }),
    at('Z', 0, 0, { kind: 'zone' }),
  ];

  it('names zones, in them groups, then what is loose, as one reads a page', () => {
    expect(read(board)).toEqual([
      ['Z', [['G', ['grouped']], [null, ['first', 'second']]]],
      [null, [[null, ['loose']]]],
    ]);
  });

  it('keeps what names a zone or a group that is no more', () => {
    expect(read([at('left', 0, 0, { zone: 'gone', group: 'gone too' })])).toEqual([[null, [[null, ['left']]]]]);
  });

  it('holds every item once', () => {
    const ids = outlineOf(board).flatMap(({ zone, groups }) => [zone, ...groups.flatMap(({ title, items }) => [title, ...items])].flatMap((item) => item?.id ?? []));
    expect(ids.sort()).toEqual(board.map(({ id }) => id).sort());
  });

  it('begins with so many items and all titles', () => {
    const some = beginning(outlineOf(board), 2);
    expect(some.flatMap(({ groups }) => groups.flatMap(({ items }) => items.map(({ id }) => id)))).toEqual(['grouped', 'first']);
    expect(some).toHaveLength(2);
  });
});

describe('threads of comments', () => {
  const said = (id: string, answers?: string) => ({ id, kind: 'comment', on: 'n', text: id, ...(answers && { answers }) }) as never;

  it('put answers, and answers to answers, under what was said first', () => {
    const [thread, ...more] = threadsOf([said('a'), said('b', 'a'), said('c', 'b')]);
    expect(more).toEqual([]);
    expect(thread?.answers.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('let an answer stand for itself whose comment is no more', () => {
    expect(threadsOf([said('b', 'gone')]).map(({ first }) => first.id)).toEqual(['b']);
  });
});

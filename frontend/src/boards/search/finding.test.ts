import { describe, expect, it } from 'vitest';
import { fakeItem } from '../canvas/testing/fake-board';
import type { ViewComment, ViewItem } from '../model/types';
import { excerpt, finding } from './finding';

const [ANN, BO] = ['a'.repeat(32), 'b'.repeat(32)];
const NAMES: Readonly<Record<string, string>> = { [ANN]: 'Glass technologist', [BO]: 'Zoë, teacher' };
const note = (n: number, text: string, author = BO): ViewItem => ({ ...fakeItem(n, { text, author }), minePrivate: false });
const comment = (on: ViewItem, text: string, author = ANN): ViewComment => ({
  kind: 'comment', id: `c${on.id.slice(1)}`, on: on.id, author, created: '', changed: '', text, epoch: 0, minePrivate: false, reactions: {}, resolved: false,
} as unknown as ViewComment);

const frames = note(3, 'Frames');
const items = [note(1, 'Whole panes of glass'), note(2, 'Réparer les vitres', ANN), frames];
const comments = [comment(frames, 'of old glass?')];
const found = (query: string): string[] => finding(items, comments, (id) => NAMES[id] ?? '', query).map(({ of }) => of.text);

describe('what is found on a board', () => {
  it('has every word, in its text, in what is said of it, or as the name of who wrote it', () => {
    expect(found('GLASS')).toEqual(['Whole panes of glass', 'Réparer les vitres', 'of old glass?']);
    expect(found('reparer')).toEqual(['Réparer les vitres']);
    expect(found('zoe frames')).toEqual(['Frames']);
    expect(found('glass stone')).toEqual([]);
  });

  it('is nothing while nothing is asked', () => {
    expect(found('  ')).toEqual([]);
  });

  it('names the item that a comment is on, and where the words stand', () => {
    expect(finding(items, comments, () => '', 'old glass')).toEqual([{ item: frames.id, of: comments[0], stretches: [[3, 6], [7, 12]] }]);
    expect(finding(items, [], () => '', 'pane panes')).toMatchObject([{ stretches: [[6, 11]] }]);
  });
});

describe('the excerpt', () => {
  const said = (text: string, query: string): string =>
    excerpt(text, finding([note(1, text)], [], () => '', query)[0]?.stretches ?? []).map((piece) => (piece.found ? `[${piece.text}]` : piece.text)).join('');

  it('shows what was found, and what stands around it', () => {
    expect(said('Whole panes of glass', 'GLASS pane')).toBe('Whole [pane]s of [glass]');
    const long = `${'word '.repeat(40)}needle ${'more '.repeat(40)}`;
    expect(said(long, 'needle')).toMatch(/^…(word )+\[needle\] (more )+.*…$/);
    expect(said(long, 'needle').length).toBeLessThan(150);
  });
});

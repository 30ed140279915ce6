import { describe, expect, it } from 'vitest';
import { moved, putBack, saying, takenAway, withCome } from './attached';
import { changedFields, merge, toRead, whole, type Content } from './content';

const base: Content = whole({ texts: {}, sector: '', ip_policy: 'open', audience: 'lab', criteria: [] });
const come = (id: string, kind: 'picture' | 'pdf' = 'picture') => ({ id, kind, name: `${id}.webp`, size: 9, width: 9, height: 9 });
const ids = (content: Content): string[] => content.files.map((one) => one.id);
const three = ['a', 'b', 'c'].reduce((so, id) => withCome(so, 'files', come(id)), base);

describe('a brief with files', () => {
  it('takes what comes at the end of the list, and a picture as cover', () => {
    expect(ids(three)).toEqual(['a', 'b', 'c']);
    expect(withCome(base, 'cover', come('a')).cover?.id).toBe('a');
    const plan = withCome(base, 'cover', come('plan', 'pdf'));
    expect([plan.cover, ids(plan)]).toEqual([null, ['plan']]);
  });

  it('moves one up or down, and no further than the ends', () => {
    expect(ids(moved(three, 'b', -1))).toEqual(['b', 'a', 'c']);
    expect(ids(moved(three, 'b', 1))).toEqual(['a', 'c', 'b']);
    expect(ids(moved(three, 'a', -1))).toEqual(['a', 'b', 'c']);
    expect(ids(moved(three, 'c', 1))).toEqual(['a', 'b', 'c']);
  });

  it('puts back what was taken away, with its words and in its place', () => {
    const said = saying(three, 'b', 'en', 'Floor plan');
    const [left, taken] = takenAway(said, 'b');
    expect(ids(left)).toEqual(['a', 'c']);
    expect(taken && putBack(left, taken)).toEqual(said);
    const covered = withCome(three, 'cover', come('front'));
    const [bare, cover] = takenAway(covered, 'front');
    expect(bare.cover).toBeNull();
    expect(cover && putBack(bare, cover)).toEqual(covered);
    expect(takenAway(three, 'nothing')).toEqual([three, null]);
  });

  it('is merged with what another wrote, as cover and as list', () => {
    const theirs = withCome(base, 'cover', come('front'));
    const { content, clashes } = merge(base, three, theirs);
    expect([content.cover?.id, ids(content), clashes]).toEqual(['front', ['a', 'b', 'c'], []]);
    expect(changedFields(base, saying(theirs, 'front', 'nl', 'Ruiten'))).toEqual(['cover']);
    expect(toRead(saying(theirs, 'front', 'nl', 'Ruiten'), 'cover')).toBe('Ruiten');
  });
});

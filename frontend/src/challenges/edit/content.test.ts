import { describe, expect, it } from 'vitest';
import { briefIn, changedFields, isSame, merge, take, toRead, whole, withBrief, type Content } from './content';

const base: Content = whole({
  texts: { en: { title: 'Whole panes', problem: 'Broken.', context: '' } },
  sector: 'glass',
  ip_policy: 'open',
  audience: 'lab',
  criteria: [],
});
const mine = (change: Parameters<typeof withBrief>[2]): Content => withBrief(base, 'en', change);

describe('changedFields', () => {
  it('names what differs, and nothing where only an empty language came', () => {
    expect(changedFields(base, mine({ problem: 'Broken on site.', users: ['sorter'] }))).toEqual(['problem.en', 'users.en']);
    expect(isSame(base, withBrief(base, 'nl', { title: '' }))).toBe(true);
    expect(changedFields(base, { ...base, ip_policy: 'nda' })).toEqual(['ip_policy']);
  });
});

describe('merge', () => {
  it('keeps what each of the two wrote', () => {
    const theirs = withBrief(base, 'nl', { title: 'Hele ruiten' });
    const { content, clashes } = merge(base, mine({ context: 'Since long.' }), theirs);
    expect(briefIn(content, 'nl').title).toBe('Hele ruiten');
    expect(briefIn(content, 'en').context).toBe('Since long.');
    expect(clashes).toEqual([]);
  });

  it('keeps mine where both wrote, and says where that is', () => {
    const theirs = mine({ problem: 'Theirs', title: 'Same' });
    const { content, clashes } = merge(base, mine({ problem: 'Mine', title: 'Same' }), theirs);
    expect(briefIn(content, 'en').problem).toBe('Mine');
    expect(clashes).toEqual(['problem.en']);
    expect(briefIn(take('problem.en', theirs, content), 'en').problem).toBe('Theirs');
  });

  it('takes over what they emptied', () => {
    const { content } = merge(base, mine({ context: 'New' }), { ...base, sector: '' });
    expect(content.sector).toBe('');
  });
});

describe('toRead', () => {
  it('puts lists in lines', () => {
    const content = { ...mine({ users: ['sorter', 'artist'] }), criteria: [{ id: 'a', names: { en: 'Safe', nl: 'Veilig' } }] };
    expect(toRead(content, 'users.en')).toBe('sorter\nartist');
    expect(toRead(content, 'criteria')).toBe('Safe / Veilig');
    expect(toRead(content, 'title.fr')).toBe('');
  });
});

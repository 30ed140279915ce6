import { describe, expect, it } from 'vitest';
import { choicesOf } from './choices';

const yes = (): boolean => true;
const no = (): boolean => false;

describe('what others have chosen', () => {
  it('is told item by item, each person named once', () => {
    const choices = new Map([
      ['anna', ['one', 'two']],
      ['ben', ['two', 'three']],
    ]);
    expect(choicesOf(choices, yes, no)).toEqual([
      { id: 'one', by: [{ person: 'anna', named: true }] },
      { id: 'two', by: [{ person: 'anna', named: false }, { person: 'ben', named: true }] },
      { id: 'three', by: [{ person: 'ben', named: false }] },
    ]);
  });

  it('names her on the first item that is there, and draws nothing around what she writes in', () => {
    const choices = new Map([['anna', ['gone', 'written', 'here', 'too']]]);
    const found = choicesOf(choices, (id) => id !== 'gone', (_, id) => id === 'written');
    expect(found).toEqual([
      { id: 'here', by: [{ person: 'anna', named: true }] },
      { id: 'too', by: [{ person: 'anna', named: false }] },
    ]);
  });
});

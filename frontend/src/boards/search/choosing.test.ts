import { describe, expect, it } from 'vitest';
import { fitting } from './choosing';

const NAMES = ['Choose all', 'Line up at the top', 'Show all notes', 'Up', 'Kopiëren'];
const fits = (query: string): string[] => fitting(NAMES, (name) => name, query);

describe('names that fit what is typed', () => {
  it('have every word of it, in any order, whatever the case and the signs', () => {
    expect(fits('TOP line')).toEqual(['Line up at the top']);
    expect(fits('kopieren')).toEqual(['Kopiëren']);
    expect(fits('line bottom')).toEqual([]);
  });

  it('come first when they begin with it, and are all there when nothing is typed', () => {
    expect(fits('up')).toEqual(['Up', 'Line up at the top']);
    expect(fits('all')).toEqual(['Choose all', 'Show all notes']);
    expect(fits(' ')).toEqual(NAMES);
  });
});

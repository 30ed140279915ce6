import { describe, expect, it } from 'vitest';
import { folded, stretchOf, wordsOf } from './folding';

const found = (text: string, word: string): string | null => {
  const stretch = stretchOf(folded(text), wordsOf(word)[0] ?? '');
  return stretch && text.slice(...stretch);
};

describe('looking for a word', () => {
  it.each([
    ['Whole PANES', 'panes', 'PANES'],
    ['Eén café in Cologne', 'een', 'Eén'],
    ['een crème brûlée', 'CREME', 'crème'],
    ['Große Straße 5', 'strasse', 'Straße'],
    ['žluťoučký kůň', 'kun', 'kůň'],
    ['cafe\u0301 noir', 'café', 'cafe\u0301'],
    ['👩‍🔬 meet glas 👍', 'GLAS', 'glas'],
    ['l’atelier', "l'atelier", 'l’atelier'],
  ])('finds in %j for %j the original %j', (text, word, original) => {
    expect(found(text, word)).toBe(original);
  });

  it('finds nothing where nothing is', () => {
    expect(found('panes', 'frames')).toBeNull();
    expect(wordsOf('  Two   Wörds ')).toEqual(['two', 'words']);
  });
});

/** Which names fit what is typed, the best first. Pure. */

import { folded, wordsOf } from './folding';

/** A name that begins with what is typed comes first, then one with a word that begins so, then any that has it all. */
function rank(name: string, words: readonly string[]): number | null {
  if (!words.every((word) => name.includes(word))) return null;
  const [first = ''] = words;
  if (name.startsWith(first)) return 0;
  return words.every((word) => name.startsWith(word) || name.includes(` ${word}`)) ? 1 : 2;
}

/** Those whose names have every word of the query, alike ones in the order they came. */
export function fitting<T>(all: readonly T[], nameOf: (each: T) => string, query: string): T[] {
  const words = wordsOf(query);
  return all
    .flatMap((each) => {
      const at = rank(folded(nameOf(each)).text, words);
      return at === null ? [] : [{ each, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}

/** Texts without what does not matter when one looks for words: case, and signs on letters. Pure. */

export interface Folded {
  readonly text: string;
  /** Where in the original each unit of the folded text begins, and its end; `null`: at the same place. */
  readonly at: readonly number[] | null;
}

/** Letters that are not another letter with a sign on it. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', '’': "'", '‘': "'" };
const PLAIN = /^[\0-\x7F]*$/;

function foldedSign(sign: string): string {
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return LETTERS[bare] ?? bare;
}

export function folded(text: string): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), at: null };
  let made = '';
  const at: number[] = [];
  let from = 0;
  for (const sign of text) {
    const bare = foldedSign(sign);
    at.push(...Array.from({ length: bare.length }, () => from));
    made += bare;
    from += sign.length;
  }
  at.push(from);
  return { text: made, at };
}

/** The words of a query, folded. */
export const wordsOf = (query: string): string[] => folded(query).text.split(/\s+/).filter((word) => word !== '');

/** A stretch of a text. */
export type Stretch = readonly [from: number, to: number];

/** Where a folded word stands in the original for the first time; `null`: nowhere. */
export function stretchOf({ text, at }: Folded, word: string): Stretch | null {
  const from = text.indexOf(word);
  if (from < 0) return null;
  const to = from + word.length;
  return at ? [at[from] ?? 0, at[to] ?? 0] : [from, to];
}

import { describe, expect, it } from 'vitest';
import { cellsIn, notesIn, parted } from './pasted-text';

const texts = (text: string, limit = 100): string[] => notesIn(text, limit).map((note) => note.text);

describe('a pasted list', () => {
  it('is one note a line, without what lists put before them, and without empty lines', () => {
    expect(texts('- panes\n* frames\r\n• glue\n\n1. who\n2) where\na) when\n- [x] done\n  [ ] open')).toEqual([
      'panes', 'frames', 'glue', 'who', 'where', 'when', 'done', 'open',
    ]);
  });

  it('keeps what only looks like a mark', () => {
    expect(texts('-5 degrees\nA. Peeters\n2026 was warm\n1.5 litres\nA note')).toEqual(['-5 degrees', 'A. Peeters', '2026 was warm', '1.5 litres', 'A note']);
  });

  it('lies in rows, about as wide as high', () => {
    expect(notesIn('a\nb\nc\nd', 9)).toEqual([
      { text: 'a', column: 0, row: 0 }, { text: 'b', column: 1, row: 0 }, { text: 'c', column: 0, row: 1 }, { text: 'd', column: 1, row: 1 },
    ]);
  });

  it('of nothing is nothing', () => {
    expect(texts(' \n\t\n')).toEqual([]);
  });
});

describe('pasted cells', () => {
  it('keep their rows and columns, and empty ones leave a gap', () => {
    expect(notesIn('a\tb\n\tc\n', 9)).toEqual([
      { text: 'a', column: 0, row: 0 }, { text: 'b', column: 1, row: 0 }, { text: 'c', column: 1, row: 1 },
    ]);
  });

  it('may hold lines, tabs and quotes when they are quoted', () => {
    expect(cellsIn('"two\nlines"\t"a ""word"""\r\n"tab\there"\tplain "quote"')).toEqual([['two\nlines', 'a "word"'], ['tab\there', 'plain "quote"']]);
  });
});

describe('a text that is too long', () => {
  it('is parted between words, and every word is there', () => {
    const long = Array.from({ length: 50 }, (_, i) => `word${i}`).join(' ');
    const parts = parted(long, 40);
    expect(parts.every(({ length }) => length > 0 && length <= 40)).toBe(true);
    expect(parts.join(' ')).toBe(long);
  });

  it('without a space is parted anyway, never inside a character', () => {
    expect(parted('😀😀😀', 3)).toEqual(['😀', '😀', '😀']);
    expect(parted('abcdef', 4)).toEqual(['abcd', 'ef']);
  });
});

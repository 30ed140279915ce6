import { describe, expect, it } from 'vitest';
import { countLines, FLOOR, fitText, SIZES } from './fit-text';

/** Every letter is half as wide as the font is high. */
const half = (piece: string): number => piece.length * 0.5;
const fit = (text: string) => fitText(text, 164, 148, half);

describe('the size of a text', () => {
  it('is the largest for a few words', () => {
    expect(fit('Rubber feet')).toEqual({ size: SIZES[0], overflows: false });
    expect(fit('')).toEqual({ size: SIZES[0], overflows: false });
  });

  it('shrinks as the text grows, never under the floor, then it overflows', () => {
    const sizes = [4, 12, 20, 30, 60].map((words) => fit('glass '.repeat(words).trim()));
    const shrinking = sizes.map(({ size }) => size);
    expect([...shrinking].sort((a, b) => b - a)).toEqual(shrinking);
    expect(sizes.at(-1)).toEqual({ size: FLOOR, overflows: true });
  });

  it('is smaller rather than that a word is broken', () => {
    expect(fit('vergunningsaanvraag').size).toBeLessThan(SIZES[0]);
    expect(fit('x'.repeat(80)).size).toBe(FLOOR);
  });

  it('counts lines as they are laid: breaks, empty lines, long words', () => {
    expect(countLines('one\n\ntwo', 164, 16, half)).toBe(3);
    expect(countLines('aaaa bbbb cccc', 80, 16, half)).toBe(2);
    expect(countLines('a'.repeat(50), 80, 16, half)).toBe(6);
  });
});

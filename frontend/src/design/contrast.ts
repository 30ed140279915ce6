/** What stands on what, and how far apart they must be (WCAG 1.4.3 text, 1.4.11 the rest). */
export const TEXT = 4.5;
export const SHAPE = 3;
/** Ink on a sticky note is read from afar. */
const NOTE = 7;

/** [what stands there, on what, at least]: names of colours in `tokens.css`. */
export type Pair = readonly [front: string, ground: string, least: number];

const TINTS = ['yellow', 'orange', 'pink', 'purple', 'blue', 'green', 'grey'];

export const PAIRS: readonly Pair[] = [
  ...['paper', 'sheet', 'sunken'].flatMap((ground): Pair[] => [
    ['ink', ground, TEXT],
    ['ink-soft', ground, TEXT],
    ['signal', ground, TEXT],
    ['alert', ground, TEXT],
    ['edge', ground, SHAPE],
  ]),
  ['on-signal', 'signal', TEXT],
  ['on-signal', 'signal-strong', TEXT],
  ['on-alert', 'alert', TEXT],
  ['ink', 'signal-soft', TEXT],
  ['signal-strong', 'signal-soft', TEXT],
  ['ink', 'alert-soft', TEXT],
  ['ink', 'caution-soft', TEXT],
  ['alert', 'alert-soft', TEXT],
  ['caution', 'caution-soft', TEXT],
  ...TINTS.map((colour): Pair => ['note-ink', `note-${colour}`, NOTE]),
  ...TINTS.map((colour): Pair => [`ink-${colour}`, 'paper', SHAPE]),
];

/** Red, green and blue, each from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour as a browser computes it: `rgb(23, 32, 51)`. */
export function parsed(computed: string): Colour {
  const [r = 0, g = 0, b = 0] = (computed.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return [r, g, b];
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** What stands on what, and how far apart they must be (WCAG 1.4.3 text, 1.4.11 the rest). */
const TEXT = 4.5;
const SHAPE = 3;
const PAIRS: readonly [string, string, number][] = [
  ...['paper', 'sheet', 'sunken'].flatMap((ground): [string, string, number][] => [
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
  ['ink', 'alert-soft', TEXT],
  ['ink', 'caution-soft', TEXT],
  ['alert', 'alert-soft', TEXT],
  ['caution', 'caution-soft', TEXT],
  ...['yellow', 'orange', 'pink', 'purple', 'blue', 'green', 'grey'].map(
    (colour): [string, string, number] => ['note-ink', `note-${colour}`, 7],
  ),
];

const css = readFileSync('src/shared/tokens.css', 'utf8');

function colour(name: string, dark: boolean): string {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? '';
  const hexes = value.match(/#[0-9a-f]{6}/g) ?? [];
  const hex = dark ? (hexes[1] ?? hexes[0]) : hexes[0];
  if (hex === undefined) throw new Error(`no colour --${name}`);
  return hex;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each([
  ['light', false],
  ['dark', true],
])('in the %s', (_, dark) => {
  it.each(PAIRS)('--%s can be told from --%s', (front, ground, least) => {
    expect(contrast(colour(front, dark), colour(ground, dark))).toBeGreaterThanOrEqual(least);
  });
});

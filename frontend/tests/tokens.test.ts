import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, PAIRS, parsed, type Colour } from '../src/design/contrast';

const css = readFileSync('src/shared/tokens.css', 'utf8');

function colour(name: string, dark: boolean): string {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? '';
  const hexes = value.match(/#[0-9a-f]{6}/g) ?? [];
  const hex = dark ? (hexes[1] ?? hexes[0]) : hexes[0];
  if (hex === undefined) throw new Error(`no colour --${name}`);
  return hex;
}

const rgb = (hex: string): Colour => parsed([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(' '));

describe.each([
  ['light', false],
  ['dark', true],
])('in the %s', (_, dark) => {
  it.each(PAIRS)('--%s can be told from --%s', (front, ground, least) => {
    expect(contrast(rgb(colour(front, dark)), rgb(colour(ground, dark)))).toBeGreaterThanOrEqual(least);
  });
});

describe('contrast', () => {
  it.each([
    ['rgb(0, 0, 0)', 'rgb(255, 255, 255)', 21],
    ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 1],
    ['rgb(119, 119, 119)', 'rgb(255, 255, 255)', 4.48],
  ])('of %s on %s is %d', (front, ground, ratio) => {
    expect(contrast(parsed(front), parsed(ground))).toBeCloseTo(ratio, 2);
  });
});

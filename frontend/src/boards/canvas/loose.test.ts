import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNITS } from './geometry';
import type { Hanging, LinkInSight } from './hanging';
import { curve } from './links';
import { LooseLines, pathsOf } from './loose';
import type { PaintedLink, Palette } from './paint';

const palette = { soft: 'soft', alert: 'alert', signal: 'signal' } as Palette;
const at = (x: number, y: number) => ({ left: x * UNITS, top: y * UNITS, right: (x + 192) * UNITS, bottom: (y + 192) * UNITS });
const link = (more: Partial<PaintedLink> = {}): PaintedLink => ({ curve: curve(at(0, 0), at(600, 0)), relation: 'builds_on', selected: false, ...more });
const read = (element: SVGPathElement, name: string) => element.getAttribute(name);

describe('lines among the notes', () => {
  it('run from the edge of one note to the edge of the other, with what stands at the end', () => {
    const [line, end] = pathsOf([link()], 1, palette) as [SVGPathElement, SVGPathElement];
    expect(read(line, 'd')).toBe('M192 96C292 96 500 96 600 96');
    expect(read(line, 'stroke')).toBe('soft');
    expect(read(end, 'd')).toMatch(/^M600 96L.*Z$/);
    expect(read(end, 'fill')).toBe('soft');
  });

  it('that look the same are one path, and what is chosen or contradicts looks otherwise', () => {
    expect(pathsOf([link(), link()], 1, palette)).toHaveLength(2);
    const [plain, , chosen, , cross] = pathsOf([link(), link({ selected: true }), link({ relation: 'contradicts' })], 1, palette);
    expect([plain, chosen, cross].map((each) => each && read(each, 'stroke'))).toEqual(['soft', 'signal', 'alert']);
    expect(cross && read(cross, 'stroke-dasharray')).toBe('9 6');
  });

  it('are as strong from afar as they can be seen', () => {
    const width = (zoom: number) => Number(pathsOf([link()], zoom, palette)[0]?.getAttribute('stroke-width')) * zoom;
    expect(width(0.3)).toBeCloseTo(width(0.5), 9);
    expect(width(1)).toBeCloseTo(2.2, 9);
  });
});

describe('a line between notes that are carried about', () => {
  const a = { connector: { id: 'a' } } as LinkInSight;
  const hanging = { linesOf: () => [] } as unknown as Hanging;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('leaves the canvas once, and goes back when it has come to rest', () => {
    const again = vi.fn();
    const lines = new LooseLines(hanging, () => link(), again);
    expect([lines.loosen(['a']), lines.loosen(['a']), lines.loosen(['a', 'b'])]).toEqual([true, false, true]);
    expect([lines.has(a), lines.tieUp(false), lines.has(a)]).toEqual([true, false, true]);
    vi.advanceTimersByTime(400);
    expect(again).toHaveBeenCalledOnce();
    expect([lines.tieUp(false), lines.has(a), lines.tieUp(false)]).toEqual([true, false, false]);
  });

  it('goes back at once where it is seen from afar', () => {
    const lines = new LooseLines(hanging, () => link(), vi.fn());
    lines.loosen(['a']);
    expect([lines.tieUp(true), lines.has(a)]).toEqual([true, false]);
  });
});

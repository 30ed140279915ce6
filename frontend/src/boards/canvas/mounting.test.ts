import { describe, expect, it } from 'vitest';
import { mounting, paced, PER_FRAME, PER_FRAME_AT_REST } from './mounting';

const ids = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `n${from + i}`);
const nothing = { kept: [], near: () => false, portion: PER_FRAME_AT_REST };

describe('mounting', () => {
  it('mounts all within a few frames when the camera rests', () => {
    const wanted = new Set(ids(0, 50));
    const first = mounting({ ...nothing, mounted: [], wanted, moving: false });
    expect(first.mounted).toHaveLength(PER_FRAME_AT_REST);
    expect(first.pending).toBe(true);
    const second = mounting({ ...nothing, mounted: first.mounted, wanted, moving: false });
    expect(second.mounted).toHaveLength(50);
    expect(second.pending).toBe(false);
  });

  it('mounts a few a frame while it moves', () => {
    const { mounted, pending } = mounting({ ...nothing, mounted: [], wanted: new Set(ids(0, 50)), moving: true });
    expect(mounted).toHaveLength(PER_FRAME);
    expect(pending).toBe(true);
  });

  it('keeps what is near while moving and lets it go at rest', () => {
    const request = { ...nothing, mounted: ids(0, 5), wanted: new Set(ids(3, 5)), near: (id: string) => id === 'n2' };
    expect(mounting({ ...request, moving: true }).mounted).toEqual(['n2', 'n3', 'n4']);
    expect(mounting({ ...request, moving: false }).mounted).toEqual(['n3', 'n4']);
  });

  it('keeps what is selected or edited wherever it is', () => {
    const request = { ...nothing, mounted: ['far'], wanted: new Set<string>(), moving: false };
    expect(mounting({ ...request, kept: ['far', 'new'] }).mounted).toEqual(['far', 'new']);
  });

  it('gives back the same list where nothing changes, so that nothing renders', () => {
    const mounted = ids(0, 3);
    expect(mounting({ ...nothing, mounted, wanted: new Set(mounted), moving: false }).mounted).toBe(mounted);
  });

  it('mounts fewer at once after frames that took long, and more again after quick ones', () => {
    const slow = paced(paced(PER_FRAME, 40), 40);
    expect(slow).toBeLessThan(PER_FRAME / 2);
    expect(mounting({ ...nothing, mounted: [], wanted: new Set(ids(0, 50)), moving: true, portion: slow }).mounted).toHaveLength(slow);
    expect(paced(slow, 16)).toBeGreaterThan(slow);
    expect(Array.from({ length: 20 }).reduce<number>((portion) => paced(portion, 90), PER_FRAME)).toBe(2);
    expect(Array.from({ length: 50 }).reduce<number>((portion) => paced(portion, 16), PER_FRAME)).toBe(PER_FRAME_AT_REST);
  });
});

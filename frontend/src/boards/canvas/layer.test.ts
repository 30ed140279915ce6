import { describe, expect, it } from 'vitest';
import { BEYOND, fills, isSharp, laid, STRETCH, type Drawing } from './layer';

const size = { width: 1000, height: 600 };
const camera = { x: 40, y: 20, zoom: 0.5 };
const drawing: Drawing = { camera, size, beyond: BEYOND };
/** Where a point of the board is on the screen. */
const on = (seen: typeof camera, x: number) => seen.x + x * seen.zoom;

describe('a drawing pushed along', () => {
  it('shows each point where the camera sees it', () => {
    for (const now of [camera, { x: 300, y: -80, zoom: 0.5 }, { x: 90, y: 7, zoom: 0.6 }]) {
      const at = laid(drawing, now);
      const drawnAt = camera.x + BEYOND + 77 * camera.zoom;
      expect(at.x + drawnAt * at.zoom).toBeCloseTo(on(now, 77), 9);
    }
  });

  it('fills the screen as far as it reaches beyond it', () => {
    expect(fills(drawing, { ...camera, x: camera.x + BEYOND })).toBe(true);
    expect(fills(drawing, { ...camera, x: camera.x + BEYOND + 1 })).toBe(false);
    expect(fills(drawing, { ...camera, y: camera.y - BEYOND })).toBe(true);
    expect(fills(drawing, { ...camera, y: camera.y - BEYOND - 1 })).toBe(false);
  });

  it('is not stretched further than the eye lets pass', () => {
    const zoomed = (factor: number) => ({ x: 500 - (500 - camera.x) * factor, y: 300 - (300 - camera.y) * factor, zoom: camera.zoom * factor });
    expect(fills(drawing, zoomed(STRETCH * 0.99))).toBe(true);
    expect(fills(drawing, zoomed(STRETCH * 1.01))).toBe(false);
    expect(fills({ ...drawing, beyond: 0 }, zoomed(0.99))).toBe(false);
  });

  it('is sharp where its pixels lie on those of the screen', () => {
    expect(isSharp(drawing, { ...camera, x: camera.x + 17 }, 1)).toBe(true);
    expect(isSharp(drawing, { ...camera, x: camera.x + 0.5 }, 1)).toBe(false);
    expect(isSharp(drawing, { ...camera, x: camera.x + 0.5 }, 2)).toBe(true);
    expect(isSharp(drawing, { ...camera, zoom: 0.51 }, 1)).toBe(false);
  });
});

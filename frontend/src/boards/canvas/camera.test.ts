import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, seen, showing, toBoard, toScreen, ZOOM_MAX, ZOOM_MIN, zoomedTo, type Camera } from './camera';
import { NOTE, NOTE_PX, rectOf, UNITS } from './geometry';

const camera: Camera = { x: 100, y: -50, zoom: 2 };
const number = fc.integer({ min: -5000, max: 5000 });
const cameras = fc.record({ x: number, y: number, zoom: fc.double({ min: ZOOM_MIN, max: ZOOM_MAX, noNaN: true }) });
const points = fc.record({ x: number, y: number });
const none = { top: 0, right: 0, bottom: 0, left: 0 };

describe('the camera', () => {
  it('puts sixteen board units on a pixel at zoom 1', () => {
    expect(toScreen({ x: 0, y: 0, zoom: 1 }, { x: UNITS, y: NOTE })).toEqual({ x: 1, y: NOTE_PX });
    expect(toScreen(camera, { x: 16, y: 0 })).toEqual({ x: 102, y: -50 });
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(cameras, points, (any, at) => {
        const back = toScreen(any, toBoard(any, at));
        expect(back.x).toBeCloseTo(at.x, 6);
        expect(back.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it('keeps what is under the pointer under it while zooming', () => {
    fc.assert(
      fc.property(cameras, points, fc.double({ min: 0.01, max: 9, noNaN: true }), (any, at, zoom) => {
        const under = toBoard(any, at);
        const after = toScreen(zoomedTo(any, at, zoom), under);
        expect(after.x).toBeCloseTo(at.x, 4);
        expect(after.y).toBeCloseTo(at.y, 4);
      }),
    );
  });

  it('zooms from 0.1 to 4 and no further', () => {
    expect(zoomedTo(camera, { x: 0, y: 0 }, 99).zoom).toBe(ZOOM_MAX);
    expect(zoomedTo(camera, { x: 0, y: 0 }, 0).zoom).toBe(ZOOM_MIN);
  });

  it('fits a rectangle into what the bars leave', () => {
    const insets = { top: 50, right: 10, bottom: 100, left: 10 };
    const rect = { left: -NOTE, top: 0, right: 9 * NOTE, bottom: 4 * NOTE };
    const fit = fitted(rect, { width: 1000, height: 700 }, insets);
    const from = toScreen(fit, { x: rect.left, y: rect.top });
    const to = toScreen(fit, { x: rect.right, y: rect.bottom });
    expect(from.x).toBeGreaterThanOrEqual(10 - 1e-6);
    expect(to.x).toBeLessThanOrEqual(990 + 1e-6);
    expect(from.y).toBeGreaterThanOrEqual(50 - 1e-6);
    expect(to.y).toBeLessThanOrEqual(600 + 1e-6);
  });

  it('does not enlarge a single note', () => {
    expect(fitted(rectOf({ x: 0, y: 0 }), { width: 3000, height: 3000 }, none).zoom).toBe(1);
  });

  it('pans no more than it must to show a note, and not at all if it is seen', () => {
    const size = { width: 800, height: 600 };
    const still: Camera = { x: 0, y: 0, zoom: 1 };
    expect(showing(still, rectOf({ x: 0, y: 0 }), size, none)).toBe(still);
    expect(showing(still, rectOf({ x: 800 * UNITS, y: 0 }), size, none)).toEqual({ x: -NOTE_PX, y: 0, zoom: 1 });
    expect(showing(still, rectOf({ x: -UNITS, y: -UNITS }), size, none)).toEqual({ x: 1, y: 1, zoom: 1 });
  });

  it('says what part of the board is seen', () => {
    expect(seen({ x: 0, y: 0, zoom: 0.5 }, { width: 100, height: 50 })).toEqual({ left: 0, top: 0, right: 3200, bottom: 1600 });
  });
});

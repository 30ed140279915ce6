import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BEYOND, fills, isSharp, laid, Layer, STRETCH, type Drawing } from './layer';
import type { Pen } from './paint';

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

describe('the canvas of a layer', () => {
  const handed = vi.fn();
  const drawn = vi.fn<(pen: Pen) => void>();

  /** A drawing surface that draws nothing: which one is drawn on, and what is handed over, is all that counts here. */
  class Paper {
    width = 1;
    height = 1;
    getContext = () => ({ canvas: this });
    transferToImageBitmap = () => this;
  }

  beforeEach(() => {
    handed.mockReset();
    drawn.mockReset();
    vi.stubGlobal('OffscreenCanvas', Paper);
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (this: HTMLCanvasElement, kind: string) {
      return { canvas: this, ...(kind === 'bitmaprenderer' && { transferFromImageBitmap: handed }) } as unknown as RenderingContext;
    } as HTMLCanvasElement['getContext']);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  function laidOut() {
    const sheet = document.createElement('div');
    const layer = new Layer(sheet, false);
    const drawFor = (moving: boolean) => layer.draw(layer.aim(camera, size, moving), drawn);
    return { sheet, layer, drawFor };
  }

  it('is handed over whole while one looks around, and only pushed from then on', () => {
    const { sheet, layer, drawFor } = laidOut();
    drawFor(true);
    expect(handed).toHaveBeenCalledOnce();
    expect(layer.push({ ...camera, x: camera.x + 30 }, true)).toBe(true);
    expect(sheet.style.transform).toBe('translate(-180px, -210px)');
    expect(drawn).toHaveBeenCalledOnce();
    expect(handed).toHaveBeenCalledOnce();
  });

  it('is handed over at rest too', () => {
    const { drawFor } = laidOut();
    drawFor(true);
    drawFor(false);
    expect(handed).toHaveBeenCalledTimes(2);
    expect(drawn).toHaveBeenCalledTimes(2);
  });

  it('is drawn on itself in a browser that hands none over', () => {
    vi.stubGlobal('OffscreenCanvas', undefined);
    const { sheet, drawFor } = laidOut();
    drawFor(true);
    expect(drawn.mock.calls[0]?.[0].canvas).toBe(sheet.firstElementChild);
    expect(handed).not.toHaveBeenCalled();
  });

  it('is gone where there is nothing to draw, and back with the next drawing', () => {
    const { sheet, layer, drawFor } = laidOut();
    drawFor(false);
    layer.hide();
    expect(sheet.hidden).toBe(true);
    drawFor(true);
    expect(sheet.hidden).toBe(false);
  });
});

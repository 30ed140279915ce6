/**
 * A canvas that reaches beyond the screen. While one looks around it is pushed along with the board as it is, and drawn
 * anew only where that does not do.
 */

import type { Camera } from './camera';
import type { Size } from './geometry';
import { sizeCanvas, type Pen } from './paint';

/** So far it reaches beyond each edge of the screen while one moves, in CSS pixels; on small screens less, for memory. */
export const BEYOND = 320;
const SHARE = 0.35;
/** So many times larger or smaller than it was drawn it is shown, while one zooms. */
export const STRETCH = 1.3;

/** What a canvas shows: drawn for this camera, on a screen of this size, and so far beyond. */
export interface Drawing {
  readonly camera: Camera;
  readonly size: Size;
  readonly beyond: number;
}

/** What a canvas is to show. */
export interface Aim {
  readonly camera: Camera;
  readonly size: Size;
}

/** Where a drawing lies on the screen for another camera, and how much it is enlarged. */
export function laid({ camera: was, beyond }: Pick<Drawing, 'camera' | 'beyond'>, camera: Camera): Camera {
  const zoom = camera.zoom / was.zoom;
  return { x: camera.x - (was.x + beyond) * zoom, y: camera.y - (was.y + beyond) * zoom, zoom };
}

/** Whether something drawn is enlarged or made smaller by more than the eye lets pass. */
export const isStretched = (zoom: number): boolean => zoom > STRETCH || zoom < 1 / STRETCH;

/** As a style sheet says it. */
export const placed = ({ x, y, zoom }: Camera): string => `translate(${x}px, ${y}px)${zoom === 1 ? '' : ` scale(${zoom})`}`;

/** Whether it fills the screen for another camera, and is not stretched too far. */
export function fills(drawing: Drawing, camera: Camera): boolean {
  const { x, y, zoom } = laid(drawing, camera);
  if (isStretched(zoom)) return false;
  const { size, beyond } = drawing;
  const reaches = (from: number, length: number): boolean => from <= 0 && from + (length + 2 * beyond) * zoom >= length;
  return reaches(x, size.width) && reaches(y, size.height);
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 0.01;

/** Whether it is as sharp as if it had been drawn for this camera. */
export function isSharp(drawing: Drawing, camera: Camera, ratio: number): boolean {
  const { x, y, zoom } = laid(drawing, camera);
  return zoom === 1 && isWhole(x * ratio) && isWhole(y * ratio);
}

/** What a layer draws on, and how that comes to be seen. */
interface Easel {
  readonly canvas: HTMLCanvasElement;
  readonly pen: Pen | null;
  readonly show: () => void;
}

/**
 * Drawn beside the screen and handed over whole. A canvas that was drawn on is copied by the browser at every frame in
 * which anything on the page changes (Chromium without a graphics card: 12 MB and 2 ms a frame), one that was handed over is not. To
 * hand one over costs as much, but once.
 */
function easel(alpha: boolean): Easel {
  const canvas = document.createElement('canvas');
  const shown = typeof OffscreenCanvas === 'undefined' ? null : canvas.getContext('bitmaprenderer', { alpha });
  if (!shown) return { canvas, pen: canvas.getContext('2d', { alpha }), show: () => undefined };
  const paper = new OffscreenCanvas(1, 1);
  return { canvas, pen: paper.getContext('2d', { alpha }), show: () => shown.transferFromImageBitmap(paper.transferToImageBitmap()) };
}

export class Layer {
  /** What is pushed. */
  readonly #sheet: HTMLElement;
  readonly #easel: Easel;
  #drawing: Drawing | null = null;

  /** `alpha`: it is seen through where nothing is drawn. */
  constructor(sheet: HTMLElement, alpha: boolean) {
    this.#sheet = sheet;
    this.#easel = easel(alpha);
    sheet.replaceChildren(this.#easel.canvas);
  }

  /** What it shows is no longer so. */
  outdate(): void {
    this.#drawing = null;
  }

  /** Pushes what it shows to where this camera sees it; `false`: it has to be drawn anew. */
  push(camera: Camera, moving: boolean): boolean {
    const drawing = this.#drawing;
    if (!drawing || !fills(drawing, camera) || (!moving && !isSharp(drawing, camera, devicePixelRatio))) return false;
    this.#put(laid(drawing, camera));
    return true;
  }

  /** What will be drawn now: where the board's origin is on the canvas, and how large the canvas has to be. */
  aim(camera: Camera, size: Size, moving: boolean): Aim {
    const beyond = moving ? Math.min(BEYOND, Math.round(SHARE * Math.min(size.width, size.height))) : 0;
    this.#drawing = { camera, size, beyond };
    return {
      camera: { x: camera.x + beyond, y: camera.y + beyond, zoom: camera.zoom },
      size: { width: size.width + 2 * beyond, height: size.height + 2 * beyond },
    };
  }

  /** Draws what it was aimed at on an empty canvas, and shows it. */
  draw({ size }: Aim, how: (pen: Pen) => void): void {
    const { canvas, pen, show } = this.#easel;
    Object.assign(canvas.style, { width: `${size.width}px`, height: `${size.height}px` });
    if (pen) sizeCanvas(pen.canvas, size, devicePixelRatio);
    if (pen && pen.canvas.width * pen.canvas.height > 0) {
      how(pen);
      show();
    }
    this.#sheet.hidden = false;
    const beyond = this.#drawing?.beyond ?? 0;
    this.#put({ x: -beyond, y: -beyond, zoom: 1 });
  }

  /** There is nothing to be drawn. */
  hide(): void {
    this.#sheet.hidden = true;
  }

  #put(at: Camera): void {
    this.#sheet.style.transform = placed(at);
    // While one zooms nobody counts pixels, and to mix them is what costs most without a graphics card.
    this.#easel.canvas.style.imageRendering = at.zoom === 1 ? '' : 'pixelated';
  }
}

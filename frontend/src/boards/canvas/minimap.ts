/** The whole board, small: what lies on it as rectangles, and a frame around what is looked at. */

import { colourOf } from '../model/kinds';
import type { ViewItem } from '../sync';
import { sizeOf } from './desk';
import type { Engine } from './engine';
import { around, grown, UNITS, type Point, type Rect } from './geometry';
import { readPalette, sizeCanvas, type Palette } from './paint';

/** At most so large, in CSS pixels. */
const WIDEST = 200;
const HIGHEST = 140;
/** Around what lies on the board, as a part of it. */
const AIR = 0.04;
/** Drawn anew at most so often: it tells where things are, not how they get there. */
const PAUSE_MS = 200;
/** Nothing is smaller on it, nor is the frame. */
const SMALLEST = 1.5;
const SMALLEST_FRAME = 10;
const SHADE = 0.3;

/** Where a board lies on its small map. */
export interface Layout {
  readonly left: number;
  readonly top: number;
  /** CSS pixels of the map for one board unit. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** The map of what takes this room of the board. Pure. */
export function layOut(room: Rect): Layout {
  const air = Math.max(room.right - room.left, room.bottom - room.top) * AIR;
  const { left, top, right, bottom } = grown(room, air);
  const scale = Math.min(WIDEST / (right - left), HIGHEST / (bottom - top));
  return { left, top, scale, width: Math.round((right - left) * scale), height: Math.round((bottom - top) * scale) };
}

export interface Frame extends Point {
  readonly w: number;
  readonly h: number;
}

/** One side of the frame, so that some of it is always on the map. */
function side(from: number, to: number, most: number): readonly [at: number, length: number] {
  const at = Math.min(Math.max(from, 0), most - SMALLEST_FRAME);
  return [at, Math.max(SMALLEST_FRAME, Math.min(to, most) - at)];
}

/** The frame around what is seen, on the map and never off it. Pure. */
export function frameOn({ left, top, scale, width, height }: Layout, seen: Rect): Frame {
  const [x, w] = side((seen.left - left) * scale, (seen.right - left) * scale, width);
  const [y, h] = side((seen.top - top) * scale, (seen.bottom - top) * scale, height);
  return { x, y, w, h };
}

const within = (inner: Rect, outer: Rect): boolean =>
  inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom;

export interface MinimapElements {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly frame: HTMLElement;
}

export class Minimap {
  readonly #engine: Engine;
  readonly #elements: MinimapElements;
  readonly #stops: (() => void)[];
  #palette: Palette | null = null;
  #drawn: readonly ViewItem[] | null = null;
  #room: Rect | null = null;
  #layout: Layout | null = null;
  #frame = 0;
  #pause = 0;
  #size = '';

  constructor(engine: Engine, elements: MinimapElements) {
    this.#engine = engine;
    this.#elements = elements;
    this.#stops = [engine.camera.subscribe(() => this.looked()), engine.board.store.subscribe(() => this.#changed())];
    this.#draw();
  }

  dispose(): void {
    this.#stops.forEach((stop) => stop());
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#pause);
  }

  /** The camera moved, or the window: only the frame goes along. */
  looked(): void {
    if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#placeFrame();
      });
    }
  }

  /** The colours of the page changed. */
  repaint(): void {
    this.#palette = this.#drawn = null;
    this.#draw();
  }

  /** Looks at a point of the window on the map. */
  lookAt(client: Point): void {
    if (!this.#layout) return;
    const { left, top, scale } = this.#layout;
    const box = this.#elements.canvas.getBoundingClientRect();
    const { x, y } = this.#engine.middle();
    const zoom = this.#engine.camera.get().zoom / UNITS;
    this.#engine.pan((x - left - (client.x - box.left) / scale) * zoom, (y - top - (client.y - box.top) / scale) * zoom);
  }

  #changed(): void {
    if (this.#pause !== 0 || this.#drawn === this.#engine.board.store.items()) return;
    this.#pause = window.setTimeout(() => {
      this.#pause = 0;
      this.#draw();
    }, PAUSE_MS);
  }

  #draw(): void {
    const items = this.#engine.board.store.items();
    if (items === this.#drawn) return;
    this.#drawn = items;
    this.#room = around(items);
    this.#layout = this.#room && layOut(this.#room);
    if (this.#layout) this.#paint(items, this.#layout);
    this.#placeFrame();
  }

  #paint(items: readonly ViewItem[], layout: Layout): void {
    const { canvas } = this.#elements;
    this.#palette ??= readPalette(canvas.parentElement ?? canvas);
    canvas.style.width = `${layout.width}px`;
    canvas.style.height = `${layout.height}px`;
    // This wipes it too.
    sizeCanvas(canvas, layout, devicePixelRatio);
    const pen = canvas.getContext('2d');
    pen?.scale(devicePixelRatio, devicePixelRatio);
    if (!pen) return;
    // Zones lie under everything.
    for (const ground of [true, false]) {
      pen.globalAlpha = ground ? SHADE : 1;
      for (const item of items) if ((item.kind === 'zone') === ground) this.#rectangle(pen, item, layout, this.#palette);
    }
  }

  #rectangle(pen: CanvasRenderingContext2D, item: ViewItem, { left, top, scale }: Layout, palette: Palette): void {
    const { w, h } = sizeOf(item);
    const colour = colourOf(item);
    const inked = item.kind === 'zone' || item.kind === 'stroke';
    pen.fillStyle = colour === null ? palette.picture : inked ? palette.inks[colour] : palette.notes[colour];
    pen.fillRect((item.x - left) * scale, (item.y - top) * scale, Math.max(SMALLEST, w * scale), Math.max(SMALLEST, h * scale));
  }

  /** Puts the frame where one looks; where all is in sight there is no map. */
  #placeFrame(): void {
    const { root, frame } = this.#elements;
    const seen = this.#engine.view();
    const hidden = !this.#layout || !this.#room || within(this.#room, seen);
    if (root.hidden !== hidden) root.hidden = hidden;
    if (!this.#layout || hidden) return;
    const { x, y, w, h } = frameOn(this.#layout, seen);
    frame.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    const size = `${w.toFixed(1)} ${h.toFixed(1)}`;
    if (size === this.#size) return;
    this.#size = size;
    frame.style.width = `${w.toFixed(1)}px`;
    frame.style.height = `${h.toFixed(1)}px`;
  }
}

/** Where one looks: `x`, `y` are the board's origin on the screen in CSS pixels. All pure. */

import { type Point, type Rect, type Size, UNITS } from './geometry';

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export const ZOOM_MIN = 0.1;
export const ZOOM_MAX = 4;
/** One press of the zoom buttons. */
export const ZOOM_STEP = 1.25;

/** What covers the edges of the screen: bars, sheets, a keyboard. CSS pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const clampZoom = (zoom: number): number => Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom));

export const toScreen = (camera: Camera, { x, y }: Point): Point => ({
  x: camera.x + (x / UNITS) * camera.zoom,
  y: camera.y + (y / UNITS) * camera.zoom,
});

export const toBoard = (camera: Camera, { x, y }: Point): Point => ({
  x: ((x - camera.x) / camera.zoom) * UNITS,
  y: ((y - camera.y) / camera.zoom) * UNITS,
});

/** The part of the board that a screen of this size shows. */
export function seen(camera: Camera, { width, height }: Size): Rect {
  const from = toBoard(camera, { x: 0, y: 0 });
  const to = toBoard(camera, { x: width, y: height });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

export const panned = (camera: Camera, dx: number, dy: number): Camera => ({
  ...camera,
  x: camera.x + dx,
  y: camera.y + dy,
});

/** Zooms so that what is under `at` (on the screen) stays under it. */
export function zoomedTo(camera: Camera, at: Point, wanted: number): Camera {
  const zoom = clampZoom(wanted);
  const factor = zoom / camera.zoom;
  return { x: at.x - (at.x - camera.x) * factor, y: at.y - (at.y - camera.y) * factor, zoom };
}

interface Free extends Size {
  readonly x: number;
  readonly y: number;
}

function freeArea(size: Size, insets: Insets): Free {
  const width = Math.max(1, size.width - insets.left - insets.right);
  const height = Math.max(1, size.height - insets.top - insets.bottom);
  return { x: insets.left, y: insets.top, width, height };
}

/** Shows all of `rect`, in the middle of what is free, at most at `most`. */
export function fitted(rect: Rect, size: Size, insets: Insets, most = 1): Camera {
  const free = freeArea(size, insets);
  const width = (rect.right - rect.left) / UNITS;
  const height = (rect.bottom - rect.top) / UNITS;
  const zoom = clampZoom(Math.min(most, free.width / Math.max(1, width), free.height / Math.max(1, height)));
  const x = free.x + free.width / 2 - ((rect.left + rect.right) / 2 / UNITS) * zoom;
  const y = free.y + free.height / 2 - ((rect.top + rect.bottom) / 2 / UNITS) * zoom;
  return { x, y, zoom };
}

/** How far to shift a span so that it lies between two bounds; its beginning counts if it is too long. */
function shift(from: number, to: number, low: number, high: number): number {
  if (from < low || to - from > high - low) return low - from;
  return to > high ? high - to : 0;
}

/** The smallest pan after which `rect` lies in what is free. */
export function showing(camera: Camera, rect: Rect, size: Size, insets: Insets): Camera {
  const free = freeArea(size, insets);
  const from = toScreen(camera, { x: rect.left, y: rect.top });
  const to = toScreen(camera, { x: rect.right, y: rect.bottom });
  const dx = shift(from.x, to.x, free.x, free.x + free.width);
  const dy = shift(from.y, to.y, free.y, free.y + free.height);
  return dx === 0 && dy === 0 ? camera : panned(camera, dx, dy);
}

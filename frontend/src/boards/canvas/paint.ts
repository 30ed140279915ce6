/** The canvas behind the notes: from afar it draws all of them, nearer those not mounted yet. */

import type { Colour } from '../sync';
import type { Camera } from './camera';
import { NOTE_PX, UNITS, type Point, type Size } from './geometry';

export interface Painted {
  readonly at: Point;
  /** `null`: not a note. */
  readonly colour: Colour | null;
  readonly selected: boolean;
}

/** The page's colours, read off its custom properties. */
export interface Palette {
  readonly notes: Readonly<Record<Colour, string>>;
  readonly signal: string;
  readonly fold: string;
}

export const COLOURS: readonly Colour[] = ['yellow', 'orange', 'pink', 'purple', 'blue', 'green', 'grey'];

/** Reads the palette as it holds for this element; `light-dark()` is resolved by the browser. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const notes = Object.fromEntries(COLOURS.map((colour) => [colour, read(`--note-${colour}`)]));
  const palette = { notes: notes as Record<Colour, string>, signal: read('--signal'), fold: read('--note-ink') };
  probe.remove();
  return palette;
}

/** Fits the canvas to its place, in device pixels. */
export function sizeCanvas(canvas: HTMLCanvasElement, { width, height }: Size, ratio: number): void {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
}

const FOLD = NOTE_PX * 0.09;

export function wipe(canvas: HTMLCanvasElement): void {
  const pen = canvas.getContext('2d');
  pen?.setTransform(1, 0, 0, 1, 0, 0);
  pen?.clearRect(0, 0, canvas.width, canvas.height);
}

/** Draws notes lowest first. */
export function paint(canvas: HTMLCanvasElement, camera: Camera, ratio: number, notes: Iterable<Painted>, palette: Palette): void {
  wipe(canvas);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const scale = camera.zoom * ratio;
  pen.setTransform(scale, 0, 0, scale, camera.x * ratio, camera.y * ratio);
  pen.lineWidth = 3 / camera.zoom;
  pen.strokeStyle = palette.signal;
  for (const { at, colour, selected } of notes) {
    const x = at.x / UNITS;
    const y = at.y / UNITS;
    pen.fillStyle = palette.notes[colour ?? 'grey'];
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + NOTE_PX, y);
    pen.lineTo(x + NOTE_PX, y + NOTE_PX - FOLD);
    pen.lineTo(x + NOTE_PX - FOLD, y + NOTE_PX);
    pen.lineTo(x, y + NOTE_PX);
    pen.closePath();
    pen.fill();
    if (selected) pen.stroke();
  }
}

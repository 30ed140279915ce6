/** The canvas behind the notes: from afar it draws all of them, nearer those not mounted yet. */

import type { Colour } from '../sync';
import type { Camera } from './camera';
import { NOTE_PX, UNITS, type Place, type Size } from './geometry';

export interface Painted {
  readonly at: Required<Place>;
  /** `null`: a picture. */
  readonly colour: Colour | null;
  readonly selected: boolean;
}

/** The page's colours, read off its custom properties. */
export interface Palette {
  readonly notes: Readonly<Record<Colour, string>>;
  readonly picture: string;
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
  const palette = { notes: notes as Record<Colour, string>, picture: read('--edge'), signal: read('--signal'), fold: read('--note-ink') };
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

/** The edge of a sheet whose lower right corner is folded up so far. */
function outline(pen: CanvasRenderingContext2D, at: Required<Place>, fold: number): void {
  const [left, top] = [at.x / UNITS, at.y / UNITS];
  const [right, bottom] = [left + at.w / UNITS, top + at.h / UNITS];
  pen.beginPath();
  pen.moveTo(left, top);
  pen.lineTo(right, top);
  pen.lineTo(right, bottom - fold);
  pen.lineTo(right - fold, bottom);
  pen.lineTo(left, bottom);
  pen.closePath();
}

/** Draws notes and pictures lowest first. */
export function paint(canvas: HTMLCanvasElement, camera: Camera, ratio: number, notes: Iterable<Painted>, palette: Palette): void {
  wipe(canvas);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const scale = camera.zoom * ratio;
  pen.setTransform(scale, 0, 0, scale, camera.x * ratio, camera.y * ratio);
  pen.lineWidth = 3 / camera.zoom;
  pen.strokeStyle = palette.signal;
  for (const { at, colour, selected } of notes) {
    pen.fillStyle = colour === null ? palette.picture : palette.notes[colour];
    outline(pen, at, colour === null ? 0 : FOLD);
    pen.fill();
    if (selected) pen.stroke();
  }
}

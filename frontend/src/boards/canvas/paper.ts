/** The paper under everything: a ground, and dots that show how far one has moved. */

import type { Camera } from './camera';
import type { Pen } from './paint';

/** The dots keep about this distance at every zoom, in CSS pixels. */
const DOTS = 24;
const DOT = 2;

export interface PaperColours {
  readonly ground: string;
  readonly dots: string;
}

/** How far apart the dots are on the screen, in CSS pixels. */
export const pitchOf = (zoom: number): number => DOTS * zoom * 2 ** Math.max(0, Math.ceil(-Math.log2(zoom) - 0.5));

/** Where the dots of a row or a column begin, on whole pixels, so that each is as sharp as the others. */
function* beginnings(origin: number, pitch: number, end: number): Generator<number> {
  const first = (((origin % pitch) + pitch) % pitch) - pitch;
  for (let at = first; at < end; at += pitch) yield Math.round(at);
}

/** A row of dots, laid again and again: most of the paper is empty, and no pattern has to be spread over all of it. */
let row: HTMLCanvasElement | null = null;

/** Lays the paper over all of a canvas; what was on it is gone. */
export function layPaper(pen: Pen, { x, y, zoom }: Camera, ratio: number, { ground, dots }: PaperColours): void {
  const { width, height } = pen.canvas;
  const [pitch, dot] = [pitchOf(zoom) * ratio, Math.max(1, Math.round(DOT * ratio))];
  row ??= document.createElement('canvas');
  if (row.width !== width || row.height !== dot) Object.assign(row, { width, height: dot });
  const rowPen = row.getContext('2d', { alpha: false });
  if (!rowPen || width === 0) return;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = rowPen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  rowPen.fillRect(0, 0, width, dot);
  rowPen.fillStyle = dots;
  for (const left of beginnings(x * ratio, pitch, width)) rowPen.fillRect(left, 0, dot, dot);
  for (const top of beginnings(y * ratio, pitch, height)) pen.drawImage(row, 0, top);
}

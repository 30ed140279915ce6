/** The canvas behind the notes: from afar it draws all of them, nearer those not mounted yet. */

import type { Colour, Relation } from '../sync';
import type { Camera } from './camera';
import { distance, NOTE_PX, UNITS, type Place, type Point, type Size } from './geometry';
import { dotsOf, outlineOf } from './ink';
import { along, type Curve } from './links';
import type { PaperColours } from './paper';

export interface Painted {
  readonly at: Required<Place>;
  /** `null`: a picture. */
  readonly colour: Colour | null;
  readonly selected: boolean;
}

/** A zone, or the ground of a group (`null`). */
export interface Ground extends Painted {
  /** Drawn too, from afar, where its element is not there to say it. */
  readonly title: string;
}

export interface PaintedLink {
  readonly curve: Curve;
  readonly relation: Relation;
  readonly selected: boolean;
}

export interface PaintedStroke extends Point {
  readonly colour: Colour;
  readonly weight: number;
  readonly path: readonly number[];
  readonly selected: boolean;
}

/** The page's colours, read off its custom properties. */
export interface Palette {
  readonly notes: Readonly<Record<Colour, string>>;
  readonly picture: string;
  readonly signal: string;
  readonly fold: string;
  readonly paper: PaperColours;
  readonly ink: string;
  readonly soft: string;
  readonly alert: string;
  readonly edge: string;
  readonly inks: Readonly<Record<Colour, string>>;
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
  const inks = Object.fromEntries(COLOURS.map((colour) => [colour, read(`--ink-${colour}`)]));
  const palette = {
    notes: notes as Record<Colour, string>,
    inks: inks as Record<Colour, string>,
    picture: read('--edge'),
    signal: read('--signal'),
    fold: read('--note-ink'),
    paper: { ground: read('--paper'), dots: read('--paper-dots') },
    ink: read('--ink'),
    soft: read('--ink-soft'),
    alert: read('--alert'),
    edge: read('--edge'),
  };
  probe.remove();
  return palette;
}

/** What draws, on the screen or beside it. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Fits the canvas to its place, in device pixels; what was on it is gone. */
export function sizeCanvas(canvas: HTMLCanvasElement | OffscreenCanvas, { width, height }: Size, ratio: number): void {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
}

const FOLD = NOTE_PX * 0.09;
/** In device pixels: nobody sees a smaller one, and a rectangle is drawn faster. */
const SMALLEST_FOLD = 3;

/** The edge of a sheet whose lower right corner is folded up so far. */
function outline(pen: Pen, at: Required<Place>, fold: number): void {
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

/** Takes the pen in board coordinates (CSS pixels at zoom 1). */
function begin(pen: Pen, camera: Camera, ratio: number): void {
  const scale = camera.zoom * ratio;
  pen.setTransform(scale, 0, 0, scale, camera.x * ratio, camera.y * ratio);
}

/** Draws notes and pictures lowest first. */
export function paint(pen: Pen, camera: Camera, ratio: number, notes: Iterable<Painted>, palette: Palette): void {
  begin(pen, camera, ratio);
  pen.lineWidth = 3 / camera.zoom;
  pen.strokeStyle = palette.signal;
  const flat = FOLD * camera.zoom * ratio < SMALLEST_FOLD;
  for (const { at, colour, selected } of notes) {
    pen.fillStyle = colour === null ? palette.picture : palette.notes[colour];
    if (flat && !selected) {
      pen.fillRect(at.x / UNITS, at.y / UNITS, at.w / UNITS, at.h / UNITS);
      continue;
    }
    outline(pen, at, colour === null ? 0 : FOLD);
    pen.fill();
    if (selected) pen.stroke();
  }
}

const CORNER = 14;
const SHADE = 0.13;

/** Draws zones, and what lies under a group. */
export function paintGrounds(pen: Pen, camera: Camera, ratio: number, grounds: Iterable<Ground>, palette: Palette): void {
  begin(pen, camera, ratio);
  for (const { at, colour, selected, title } of grounds) {
    const tint = colour === null ? palette.soft : palette.inks[colour];
    pen.beginPath();
    pen.roundRect(at.x / UNITS, at.y / UNITS, at.w / UNITS, at.h / UNITS, CORNER);
    pen.globalAlpha = colour === null ? SHADE / 2 : SHADE;
    pen.fillStyle = tint;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = (selected ? 3 : 1.25) / camera.zoom;
    pen.strokeStyle = selected ? palette.signal : tint;
    pen.setLineDash(colour === null && !selected ? [5 / camera.zoom, 5 / camera.zoom] : []);
    pen.stroke();
    if (title !== '') drawTitle(pen, at, title, camera.zoom, palette.ink);
  }
  pen.setLineDash([]);
}

const TITLE_PX = 14;

/** A title as large on the screen at every zoom, cut where its zone ends. */
function drawTitle(pen: Pen, at: Required<Place>, title: string, zoom: number, ink: string): void {
  const size = TITLE_PX / zoom;
  pen.save();
  pen.beginPath();
  pen.rect(at.x / UNITS, at.y / UNITS, at.w / UNITS, at.h / UNITS);
  pen.clip();
  pen.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
  pen.textBaseline = 'top';
  pen.fillStyle = ink;
  pen.fillText(title, at.x / UNITS + size * 0.6, at.y / UNITS + size * 0.5);
  pen.restore();
}

/** How the meanings of connectors look apart, also without colour: dashes, and what stands at the end. */
const LOOKS: Readonly<Record<Relation, { readonly dash: readonly number[]; readonly end: 'arrow' | 'double' | 'cross' | 'dot' | 'none' }>> = {
  builds_on: { dash: [], end: 'arrow' },
  merges: { dash: [], end: 'double' },
  contradicts: { dash: [9, 6], end: 'cross' },
  answers: { dash: [2, 6], end: 'dot' },
  relates_to: { dash: [], end: 'none' },
};
const HEAD = 14;

/** On the screen: so short a line is not seen to bend, and a straight one is drawn faster. */
const BENDS = 40;

/** Connectors that look the same, together: a board from afar has hundreds of them. */
export function groupsOf(links: Iterable<PaintedLink>): PaintedLink[][] {
  const found = new Map<string, PaintedLink[]>();
  for (const link of links) {
    const key = `${link.relation}${link.selected}`;
    const group = found.get(key);
    if (group) group.push(link);
    else found.set(key, [link]);
  }
  return [...found.values()];
}

/** How connectors that look the same look at this zoom; lengths in CSS pixels of the board, `straight` in its units. */
export function lookOf(group: readonly PaintedLink[], zoom: number, palette: Palette) {
  const [{ relation, selected } = { relation: 'relates_to', selected: false } as const] = group;
  const { dash, end } = LOOKS[relation];
  const thin = Math.max(1, 0.6 / zoom);
  const cap: CanvasLineCap = dash.length > 0 || end === 'cross' ? 'round' : 'butt';
  return {
    tint: selected ? palette.signal : relation === 'contradicts' ? palette.alert : palette.soft,
    width: (selected ? 3.5 : relation === 'relates_to' ? 1.4 : 2.2) * thin,
    cap,
    dash: dash.map((length) => length * thin),
    end,
    head: HEAD * thin,
    straight: (BENDS / zoom) * UNITS,
  };
}

/** Draws connectors from what was there first to what relates to it. */
export function paintLinks(pen: Pen, camera: Camera, ratio: number, links: Iterable<PaintedLink>, palette: Palette): void {
  begin(pen, camera, ratio);
  for (const group of groupsOf(links)) {
    const { tint, width, cap, dash, end, head, straight } = lookOf(group, camera.zoom, palette);
    pen.strokeStyle = pen.fillStyle = tint;
    pen.lineWidth = width;
    pen.lineCap = cap;
    pen.setLineDash(dash);
    pen.beginPath();
    for (const { curve } of group) trace(pen, curve, straight);
    pen.stroke();
    pen.setLineDash([]);
    if (end === 'none') continue;
    pen.beginPath();
    for (const { curve } of group) traceEnd(pen, curve, end, head);
    if (end === 'cross') pen.stroke();
    else pen.fill();
  }
}

/** What goes along lines: a pen, or whoever writes them down. */
export type Track = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'bezierCurveTo' | 'arc' | 'closePath'>;

export function trace(pen: Track, { from, a, b, to }: Curve, straight: number): void {
  pen.moveTo(from.x / UNITS, from.y / UNITS);
  if (distance(from, to) < straight) pen.lineTo(to.x / UNITS, to.y / UNITS);
  else pen.bezierCurveTo(a.x / UNITS, a.y / UNITS, b.x / UNITS, b.y / UNITS, to.x / UNITS, to.y / UNITS);
}

export function traceEnd(pen: Track, curve: Curve, end: 'arrow' | 'double' | 'cross' | 'dot', size: number): void {
  const [x, y] = [curve.to.x / UNITS, curve.to.y / UNITS];
  const before = along(curve, 0.94);
  const turn = Math.atan2(y - before.y / UNITS, x - before.x / UNITS);
  const back = (length: number, aside: number): readonly [number, number] => [x - Math.cos(turn + aside) * length, y - Math.sin(turn + aside) * length];
  if (end === 'dot') {
    pen.moveTo(x + size * 0.42, y);
    pen.arc(x, y, size * 0.42, 0, Math.PI * 2);
    return;
  }
  if (end === 'cross') {
    const [cx, cy] = back(size * 0.75, 0);
    for (const aside of [Math.PI / 4, -Math.PI / 4]) {
      const [dx, dy] = [Math.cos(turn + aside) * size * 0.55, Math.sin(turn + aside) * size * 0.55];
      pen.moveTo(cx - dx, cy - dy);
      pen.lineTo(cx + dx, cy + dy);
    }
    return;
  }
  for (const set of end === 'double' ? [0, size * 0.75] : [0]) {
    const [tx, ty] = back(set, 0);
    pen.moveTo(tx, ty);
    for (const aside of [0.42, -0.42]) {
      pen.lineTo(tx - Math.cos(turn + aside) * size, ty - Math.sin(turn + aside) * size);
    }
    pen.closePath();
  }
}

/** Shapes of lines that were drawn, as long as their items are the same. */
const shapes = new WeakMap<readonly number[], Path2D>();

/** Shapes start at 0, 0: a line that is carried about is the same shape elsewhere. */
function shapeOf({ path, weight }: Pick<PaintedStroke, 'path' | 'weight'>): Path2D {
  const known = shapes.get(path);
  if (known) return known;
  const shape = new Path2D();
  const dots = dotsOf({ x: 0, y: 0 }, path);
  outlineOf(dots, weight).forEach(({ x, y }, i) => {
    if (i === 0) shape.moveTo(x, y);
    else shape.lineTo(x, y);
  });
  shape.closePath();
  for (const end of [dots[0], dots.at(-1)]) {
    if (!end) continue;
    shape.moveTo(end.x, end.y);
    shape.arc(end.x, end.y, weight / 3, 0, Math.PI * 2);
  }
  shapes.set(path, shape);
  return shape;
}

/** Draws what was drawn by hand. */
export function paintStrokes(pen: Pen, camera: Camera, ratio: number, strokes: Iterable<PaintedStroke>, palette: Palette): void {
  begin(pen, camera, ratio);
  for (const stroke of strokes) {
    pen.save();
    pen.translate(stroke.x / UNITS, stroke.y / UNITS);
    pen.scale(1 / UNITS, 1 / UNITS);
    const shape = shapeOf(stroke);
    if (stroke.selected) {
      pen.strokeStyle = palette.signal;
      pen.lineWidth = (6 * UNITS) / camera.zoom;
      pen.stroke(shape);
    }
    pen.fillStyle = palette.inks[stroke.colour];
    pen.fill(shape, 'nonzero');
    pen.restore();
  }
}

/** Points and rectangles. Board coordinates are integers in 1/16 px; y grows downwards. */

/** Board units in one CSS pixel at zoom 1. */
export const UNITS = 16;
/** The side of a note, in CSS pixels at zoom 1. */
export const NOTE_PX = 192;
/** The side of a note, in board units. */
export const NOTE = NOTE_PX * UNITS;
/** How far apart notes lie that we lay out ourselves. */
export const PITCH = (NOTE_PX + 24) * UNITS;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where something lies and how large it is; without a size it is as large as a note. */
export interface Place extends Point {
  readonly w?: number;
  readonly h?: number;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What something takes of the board. */
export const rectOf = ({ x, y, w = NOTE, h = NOTE }: Place): Rect => ({ left: x, top: y, right: x + w, bottom: y + h });

export const overlap = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const holds = (rect: Rect, { x, y }: Point): boolean =>
  x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;

export const grown = (rect: Rect, by: number): Rect => ({
  left: rect.left - by,
  top: rect.top - by,
  right: rect.right + by,
  bottom: rect.bottom + by,
});

/** The rectangle between two opposite corners, whichever they are. */
export const spanned = (a: Point, b: Point): Rect => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
});

/** The smallest rectangle around what lies at these places; `null` without any. */
export function around(places: Iterable<Place>): Rect | null {
  let found: { left: number; top: number; right: number; bottom: number } | null = null;
  for (const place of places) {
    const { left, top, right, bottom } = rectOf(place);
    found ??= { left, top, right, bottom };
    found.left = Math.min(found.left, left);
    found.top = Math.min(found.top, top);
    found.right = Math.max(found.right, right);
    found.bottom = Math.max(found.bottom, bottom);
  }
  return found;
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
export const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
export const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });

/** How large a note's text may be. Widths are asked per word at one size and scaled: no layout. */

/** Tried from the largest down; the last is the floor, below which the note scrolls. */
export const SIZES = [26, 23, 20, 18, 16, 15, 14, 13] as const;
export const FLOOR = 13;
/** … for what is larger than a note. */
export const LARGE_SIZES = [112, 92, 76, 62, 52, 44, 37, 31, ...SIZES] as const;
export const LINE_HEIGHT = 1.3;
/** Measured text is this much narrower than what the browser may lay out. */
const SAFETY = 1.02;

/** The width of a piece of text in a font of one pixel. */
export type Measure = (piece: string) => number;

export interface Fit {
  readonly size: number;
  /** Too long even at the floor: it has to scroll. */
  readonly overflows: boolean;
}

interface Line {
  count: number;
  used: number;
}

/** Lays a word (or a gap) into the line; a word longer than a line is broken. */
function lay(line: Line, width: number, isGap: boolean, room: number): void {
  if (line.used + width <= room) {
    line.used += width;
    return;
  }
  if (isGap) {
    line.used = room;
    return;
  }
  if (line.used > 0) line.count++;
  const full = Math.ceil(width / room) - 1;
  line.count += full;
  line.used = width - full * room;
}

/** How many lines the text takes in `room` pixels at `size`. */
export function countLines(text: string, room: number, size: number, measure: Measure): number {
  let total = 0;
  for (const paragraph of text.split('\n')) {
    const line: Line = { count: 1, used: 0 };
    for (const piece of paragraph.split(/(\s+)/)) {
      if (piece !== '') lay(line, measure(piece) * size * SAFETY, piece.trim() === '', room);
    }
    total += line.count;
  }
  return total;
}

/** The largest size at which the text fits a box of this width and height. */
export function fitText(text: string, width: number, height: number, measure: Measure, sizes: readonly number[] = SIZES): Fit {
  for (const size of sizes) {
    const lines = countLines(text, width, size, measure);
    if (lines * size * LINE_HEIGHT <= height && !breaksWord(text, width, size, measure)) {
      return { size, overflows: false };
    }
  }
  const floorLines = countLines(text, width, FLOOR, measure);
  return { size: FLOOR, overflows: floorLines * FLOOR * LINE_HEIGHT > height };
}

/** Rather a smaller letter than a broken word. */
function breaksWord(text: string, room: number, size: number, measure: Measure): boolean {
  if (size === FLOOR) return false;
  return text.split(/\s+/).some((word) => measure(word) * size * SAFETY > room);
}

const KEPT = 4000;
const BASE = 32;

/** Measures in a font family of a weight; remembers words. */
export function canvasMeasure(family: string, weight: number): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  if (context) context.font = `${weight} ${BASE}px ${family}`;
  return (piece) => {
    const known = widths.get(piece);
    if (known !== undefined) return known;
    const width = context ? context.measureText(piece).width / BASE : piece.length * 0.52;
    if (widths.size > KEPT) widths.clear();
    widths.set(piece, width);
    return width;
  };
}

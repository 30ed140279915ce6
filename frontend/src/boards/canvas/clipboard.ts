/** What is on the clipboard: ours, beside what other programs read of it. */

import { gridAround } from './arrange';
import { clipped, parcelIn, type Clips } from './copying';
import type { Engine } from './engine';
import { around, PITCH, type Point } from './geometry';
import { readingOrder } from './neighbour';
import type { PastedNote } from './pasted-text';

/** Where in the HTML our own lies. */
const OURS = /data-livelab="([^"]*)"/;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Puts what is chosen on the clipboard; `false`: nothing is. */
export function writeTo(data: DataTransfer, engine: Engine): boolean {
  const clips = clipped(engine, engine.selection.get());
  if (clips.clips.length === 0) return false;
  const texts = readingOrder(clips.clips.map((clip, i) => ({ ...clip, id: String(i) }))).flatMap(({ text }) => (text.trim() === '' ? [] : [text]));
  const lines = texts.map((text) => `<p>${escaped(text)}</p>`).join('');
  data.setData('text/plain', texts.join('\n'));
  data.setData('text/html', `<div data-livelab="${encodeURIComponent(JSON.stringify(clips))}">${lines}</div>`);
  return true;
}

/** What the clipboard holds of ours. */
export function readFrom(data: DataTransfer): Clips | null {
  const found = OURS.exec(data.getData('text/html'))?.[1];
  try {
    return found === undefined ? null : parcelIn(decodeURIComponent(found));
  } catch {
    return null;
  }
}

/** The free place for something of this size that is nearest to the middle of what is seen: its own middle. */
function freeMiddle(engine: Engine, w: number, h: number): Point {
  const { x, y } = engine.middle();
  const at = engine.desk.free({ x: x - w / 2, y: y - h / 2, w, h });
  return { x: at.x + w / 2, y: at.y + h / 2 };
}

/** How far copies go to come into sight, where there is room. */
export function intoSight(engine: Engine, { clips }: Clips): Point {
  const all = around(clips);
  if (!all) return { x: 0, y: 0 };
  const { x, y } = freeMiddle(engine, all.right - all.left, all.bottom - all.top);
  return { x: x - (all.left + all.right) / 2, y: y - (all.top + all.bottom) / 2 };
}

/** Puts notes in rows and columns into sight, as one gesture, and chooses them. */
export function putNotes(engine: Engine, notes: readonly PastedNote[]): void {
  const columns = Math.max(...notes.map(({ column }) => column)) + 1;
  const rows = Math.max(...notes.map(({ row }) => row)) + 1;
  const middle = freeMiddle(engine, columns * PITCH, rows * PITCH);
  const places = gridAround(middle, columns, columns * rows);
  const ids = engine.board.gesture(() =>
    notes.map(({ column, row, text }) => engine.desk.putAt(places[row * columns + column] ?? middle, engine.colour.get(), text)),
  );
  const made = ids.filter((id) => id !== null);
  engine.select(made);
  engine.focus(made[0] ?? null);
}

/** Which note lies next to another, as an arrow key means it, and in what order notes are read. */

import { NOTE, type Point } from './geometry';

export interface Placed extends Point {
  readonly id: string;
}

/** Sideways counts so much more than ahead. */
const ASIDE = 2.5;
/** A note this little further is not “in that direction”. */
const AHEAD = NOTE / 16;

/** The nearest note in a direction (`dx`, `dy` are -1, 0 or 1), or `null`. */
export function neighbour(from: Placed, dx: number, dy: number, others: Iterable<Placed>): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const other of others) {
    if (other.id === from.id) continue;
    const x = other.x - from.x;
    const y = other.y - from.y;
    const ahead = x * dx + y * dy;
    if (ahead < AHEAD) continue;
    const cost = ahead + ASIDE * Math.abs(x * dy - y * dx);
    if (cost < least) [best, least] = [other.id, cost];
  }
  return best;
}

/** Notes as one reads a page: in rows from the top, each from the left. Ties by id. */
export function readingOrder<T extends Placed>(items: readonly T[]): T[] {
  const byTop = [...items].sort((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));
  const rows: T[][] = [];
  let top = -Infinity;
  for (const item of byTop) {
    const row = rows.at(-1);
    if (row && item.y - top < NOTE / 2) row.push(item);
    else {
      rows.push([item]);
      top = item.y;
    }
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1)));
}

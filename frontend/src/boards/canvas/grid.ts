/** Which notes are where: a map of square cells, so that nobody asks all of them. */

import { NOTE, rectOf, overlap, type Place, type Rect } from './geometry';

/** Larger than a note, so that a note touches four cells at most. Each is kept in the cell of its corner. */
const CELL = 4096;
const SPAN = 2 ** 20;

const cellOf = (value: number): number => Math.floor(value / CELL);
const keyOf = (column: number, row: number): number => (column + SPAN) * SPAN * 2 + (row + SPAN);

interface Kept extends Required<Place> {
  readonly cell: number;
}

export class Grid {
  readonly #cells = new Map<number, Set<string>>();
  readonly #kept = new Map<string, Kept>();
  /** The widest and the highest there ever was: so far a corner may be from what is asked. */
  #widest = NOTE;
  #highest = NOTE;

  get size(): number {
    return this.#kept.size;
  }

  /** Where the note's top left corner is, and how large it is. */
  at(id: string): Required<Place> | undefined {
    return this.#kept.get(id);
  }

  places(): Iterable<Place> {
    return this.#kept.values();
  }

  put(id: string, { x, y, w = NOTE, h = NOTE }: Place): void {
    const cell = keyOf(cellOf(x), cellOf(y));
    const was = this.#kept.get(id);
    this.#kept.set(id, { x, y, w, h, cell });
    this.#widest = Math.max(this.#widest, w);
    this.#highest = Math.max(this.#highest, h);
    if (was?.cell === cell) return;
    if (was) this.#leave(id, was.cell);
    const ids = this.#cells.get(cell);
    if (ids) ids.add(id);
    else this.#cells.set(cell, new Set([id]));
  }

  remove(id: string): void {
    const was = this.#kept.get(id);
    if (!was) return;
    this.#kept.delete(id);
    this.#leave(id, was.cell);
  }

  /** The notes that overlap `rect`, in no particular order. */
  query(rect: Rect): string[] {
    const columns = [cellOf(rect.left - this.#widest), cellOf(rect.right)] as const;
    const rows = [cellOf(rect.top - this.#highest), cellOf(rect.bottom)] as const;
    const cells = (columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1);
    if (cells > this.#cells.size) return this.#touching(this.#kept.keys(), rect);
    const found: string[] = [];
    for (let column = columns[0]; column <= columns[1]; column++) {
      for (let row = rows[0]; row <= rows[1]; row++) {
        const ids = this.#cells.get(keyOf(column, row));
        if (ids) found.push(...this.#touching(ids, rect));
      }
    }
    return found;
  }

  #touching(ids: Iterable<string>, rect: Rect): string[] {
    const found: string[] = [];
    for (const id of ids) {
      const place = this.#kept.get(id);
      if (place && overlap(rectOf(place), rect)) found.push(id);
    }
    return found;
  }

  #leave(id: string, cell: number): void {
    const ids = this.#cells.get(cell);
    ids?.delete(id);
    if (ids?.size === 0) this.#cells.delete(cell);
  }
}

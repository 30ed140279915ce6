import { byHeight } from './ops';
import type { ViewItem } from './types';

/** More items than this at once are sorted anew rather than put in one by one. */
const MANY = 64;

/** Items ordered by height, kept so while single ones change. */
export class Stack {
  readonly #byId = new Map<string, ViewItem>();
  #sorted: ViewItem[] = [];
  #shown: readonly ViewItem[] | null = null;

  get(id: string): ViewItem | undefined {
    return this.#byId.get(id);
  }

  /** All items, lowest first; the same array until something changes. */
  all(): readonly ViewItem[] {
    this.#shown ??= this.#sorted.slice();
    return this.#shown;
  }

  /** Takes items as they become; `undefined` takes one away. */
  put(changed: ReadonlyMap<string, ViewItem | undefined>): void {
    if (changed.size === 0) return;
    this.#shown = null;
    if (changed.size > MANY) {
      for (const [id, item] of changed) this.#keep(id, item);
      this.#sorted = [...this.#byId.values()].sort(byHeight);
      return;
    }
    for (const [id, item] of changed) {
      const was = this.#byId.get(id);
      if (was && item && byHeight(was, item) === 0) this.#sorted[this.#place(was)] = item;
      else {
        if (was) this.#sorted.splice(this.#place(was), 1);
        if (item) this.#sorted.splice(this.#place(item), 0, item);
      }
      this.#keep(id, item);
    }
  }

  #keep(id: string, item: ViewItem | undefined): void {
    if (item) this.#byId.set(id, item);
    else this.#byId.delete(id);
  }

  /** Where `item` stands or would stand. */
  #place(item: ViewItem): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#sorted[middle];
      if (other && byHeight(other, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import type { Shelf } from './shelf';

/**
 * What belongs to one page: the Y client it writes texts under, and the epoch it was lent in. The client dies with the
 * page: a tab that was closed may be opened again twice, and two pages that write under one client say two things
 * under one clock. The epoch is taken up by whatever page comes next in this tab.
 */
export class Tab {
  readonly #shelf: Shelf;
  readonly #key: string;
  yClient: number | null = null;
  /** The epoch of the board when it was joined last (B14.3: in another nothing is taken for granted). */
  epoch: string | null;

  constructor(shelf: Shelf, prefix: string) {
    this.#shelf = shelf;
    this.#key = `${prefix}/epoch`;
    this.epoch = shelf.get(this.#key);
  }

  /** The page goes. */
  leave(): void {
    if (this.epoch !== null) this.#shelf.put(this.#key, this.epoch);
  }
}

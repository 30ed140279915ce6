import type { Shelf } from './shelf';

/**
 * What belongs to one tab: the Y client it writes texts under, and the epoch it was lent in. It is taken
 * from the shelf while in use, so that a duplicated tab, which inherits a copy of the shelf, never writes
 * under the same one.
 */
export class Tab {
  readonly #shelf: Shelf;
  readonly #key: string;
  yClient: number | null;
  /** The epoch of the board when it was lent (B14.3: in another it is not given back). */
  epoch: string | null;

  constructor(shelf: Shelf, prefix: string) {
    this.#shelf = shelf;
    this.#key = `${prefix}/y_client`;
    const [client, epoch] = (shelf.get(this.#key) ?? '').split(' ');
    const known = client !== undefined && epoch !== undefined && Number.isSafeInteger(Number(client));
    this.yClient = known ? Number(client) : null;
    this.epoch = known ? epoch : null;
    shelf.remove(this.#key);
  }

  /** The page goes: whatever comes after it in this tab may go on under the same client. */
  leave(): void {
    if (this.yClient !== null && this.epoch !== null) this.#shelf.put(this.#key, `${this.yClient} ${this.epoch}`);
  }
}

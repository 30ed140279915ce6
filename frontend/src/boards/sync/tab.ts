import type { Shelf } from './shelf';

/**
 * What belongs to one tab: the Y client it writes texts under. It is taken from the shelf while in use,
 * so that a duplicated tab, which inherits a copy of the shelf, never writes under the same one.
 */
export class Tab {
  readonly #shelf: Shelf;
  readonly #key: string;
  yClient: number | null;

  constructor(shelf: Shelf, prefix: string) {
    this.#shelf = shelf;
    this.#key = `${prefix}/y_client`;
    const kept = Number(shelf.get(this.#key) ?? 'none');
    this.yClient = Number.isSafeInteger(kept) ? kept : null;
    shelf.remove(this.#key);
  }

  /** The page goes: whatever comes after it in this tab may go on under the same client. */
  leave(): void {
    if (this.yClient !== null) this.#shelf.put(this.#key, String(this.yClient));
  }
}

/** A welcome and the pieces of its snapshots, which follow it in order (B1.2). */

import type { FromServer, Item, Welcome, WholeStream } from '../model/types';

/** A welcome with everything that belongs to it. */
export type Whole = Omit<Welcome, 'streams'> & { readonly streams: readonly WholeStream[] };
export type Gathered = Exclude<FromServer, { t: 'welcome' | 'items' }> | Whole;

export class Pieces {
  #welcome: Welcome | null = null;
  #items = new Map<string, Item[]>();

  /** A new connection: what was begun is void. */
  reset(): void {
    this.#welcome = null;
    this.#items.clear();
  }

  /** The message, or the welcome that this was the last piece of; `null`: more is to come. */
  take(message: FromServer): Gathered | null {
    if (message.t === 'welcome') {
      this.#welcome = message;
      this.#items = new Map(message.streams.map(({ id }) => [id, []]));
    } else if (message.t === 'items') this.#items.get(message.stream)?.push(...message.items);
    else return message;
    return this.#whole();
  }

  #whole(): Whole | null {
    const welcome = this.#welcome;
    if (!welcome) return null;
    if (welcome.streams.some(({ id, count }) => this.#of(id).length < count)) return null;
    const streams = welcome.streams.map(({ id, kind, seq, hash }) => ({ id, kind, seq, hash, items: this.#of(id) }));
    this.reset();
    return { ...welcome, streams };
  }

  #of(stream: string): Item[] {
    return this.#items.get(stream) ?? [];
  }
}

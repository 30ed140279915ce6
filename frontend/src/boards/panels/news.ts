/** What others changed, summed up for whoever listens: how much, not every letter. */

import { colourOf } from '../model/kinds';
import type { BoardStore } from '../sync';

export interface Summary {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** Comments that were made, and connections. */
  readonly said: number;
  readonly connected: number;
}

interface Seen {
  readonly text: string;
  readonly colour: string | null;
}

/** Compares what is on the board now with what was told last. My own doing is not news. */
export class News {
  readonly #store: BoardStore;
  readonly #me: string;
  #told = new Map<string, Seen>();
  /** Comments and connections of others that are known. */
  #hung: ReadonlySet<string>;
  /** Notes I touched since the last telling. */
  readonly #mine = new Set<string>();

  constructor(store: BoardStore, me: string) {
    this.#store = store;
    this.#me = me;
    this.#told = this.#look();
    this.#hung = new Set([...this.#others(store.comments()), ...this.#others(store.connectors())]);
  }

  /** To be called at every change, so that my own pending changes are known as mine. */
  watch(): void {
    for (const { id, author } of this.#store.items()) {
      if (this.#store.status(id) !== 'saved' || (author === this.#me && !this.#told.has(id))) this.#mine.add(id);
    }
    for (const id of this.#told.keys()) if (this.#store.status(id) !== 'saved') this.#mine.add(id);
  }

  /** What others did since the last telling; `null` if nothing. */
  tell(): Summary | null {
    const now = this.#look();
    const isNews = (id: string): boolean => !this.#mine.has(id);
    const added = [...now.keys()].filter((id) => isNews(id) && !this.#told.has(id)).length;
    const deleted = [...this.#told.keys()].filter((id) => isNews(id) && !now.has(id)).length;
    const changed = [...now].filter(([id, is]) => isNews(id) && differs(this.#told.get(id), is)).length;
    this.#told = now;
    const [comments, connections] = [this.#others(this.#store.comments()), this.#others(this.#store.connectors())];
    const fresh = (ids: readonly string[]): number => ids.filter((id) => !this.#hung.has(id)).length;
    const [said, connected] = [fresh(comments), fresh(connections)];
    this.#hung = new Set([...comments, ...connections]);
    this.#mine.clear();
    return added + changed + deleted + said + connected === 0 ? null : { added, changed, deleted, said, connected };
  }

  /** What hangs on items is told of whoever made it: I hear nothing of my own. */
  #others(hanging: readonly { readonly id: string; readonly author: string }[]): string[] {
    return hanging.filter(({ author }) => author !== this.#me).map(({ id }) => id);
  }

  #look(): Map<string, Seen> {
    return new Map(this.#store.items().map((item) => [item.id, { text: item.text, colour: colourOf(item) }]));
  }
}

const differs = (was: Seen | undefined, is: Seen): boolean =>
  was !== undefined && (was.text !== is.text || was.colour !== is.colour);

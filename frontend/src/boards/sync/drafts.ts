/**
 * Typing into a text that is not loaded yet, kept as plain changes until it can be merged. Each stands
 * on the shelf under a key of its own; whoever takes it from there merges it, so that two tabs never
 * merge the same letters twice.
 */

import { spliced } from '../model/splice';
import type { Splice } from '../model/types';
import type { Shelf } from './shelf';

export interface Draft {
  readonly item: string;
  /** The text that the changes were made on. */
  readonly base: string;
  readonly splices: readonly Splice[];
}

export function draftText({ base, splices }: Draft): string {
  return splices.reduce(spliced, base);
}

/** One more change; typing on extends the one before it. */
export function withSplice(draft: Draft, splice: Splice): Draft {
  const last = draft.splices.at(-1);
  const typedOn = last && splice.remove === 0 && splice.at === last.at + last.insert.length;
  const splices = typedOn
    ? [...draft.splices.slice(0, -1), { ...last, insert: last.insert + splice.insert }]
    : [...draft.splices, splice];
  return { ...draft, splices };
}

export class Drafts {
  readonly #shelf: Shelf;
  readonly #prefix: string;
  readonly #own: string;

  /** `own` tells this page's drafts from another's. */
  constructor(shelf: Shelf, prefix: string, own: string) {
    this.#shelf = shelf;
    this.#prefix = `${prefix}/draft/`;
    this.#own = own;
  }

  save(draft: Draft): boolean {
    return this.#shelf.put(this.#key(draft.item), JSON.stringify(draft));
  }

  /** Whether what was saved is still there; if not, another page merges it. */
  has(item: string): boolean {
    return this.#shelf.get(this.#key(item)) !== null;
  }

  drop(item: string): void {
    this.#shelf.remove(this.#key(item));
  }

  /** Takes over what other pages (or this one before a reload) left, one for each wanted item. What
   *  this page typed itself comes first: the other draft waits on the shelf. */
  adopt(wanted: (item: string) => boolean): Draft[] {
    const found: Draft[] = [];
    for (const [key, draft] of this.#others(wanted)) {
      if (this.has(draft.item)) continue;
      found.push(draft);
      this.save(draft);
      this.#shelf.remove(key);
    }
    return found;
  }

  /** Takes what other pages left for items that are no more, off the shelf. */
  takeStrays(isStray: (item: string) => boolean): Draft[] {
    return this.#others(isStray).map(([key, draft]) => {
      this.#shelf.remove(key);
      return draft;
    });
  }

  #others(wanted: (item: string) => boolean): [string, Draft][] {
    const found: [string, Draft][] = [];
    for (const key of this.#shelf.keys(this.#prefix)) {
      const item = key.slice(this.#prefix.length).split('/')[0] ?? '';
      if (key.endsWith(`/${this.#own}`) || !wanted(item)) continue;
      const draft = read(this.#shelf.get(key));
      if (draft) found.push([key, draft]);
    }
    return found;
  }

  #key(item: string): string {
    return `${this.#prefix}${item}/${this.#own}`;
  }
}

function read(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? '') as Partial<Draft> | null;
    return typeof draft?.item === 'string' && typeof draft.base === 'string' && Array.isArray(draft.splices)
      ? (draft as Draft)
      : null;
  } catch {
    return null;
  }
}

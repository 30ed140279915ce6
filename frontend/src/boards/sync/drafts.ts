/**
 * Typing into a text that is not loaded yet, kept as plain changes until it can be merged. Each stands
 * on the shelf under a key of its own; whoever takes it from there merges it, so that two tabs never
 * merge the same letters twice.
 */

import { after, asDelta, originsOf, rebased, shifted } from '../model/delta';
import { difference, spliced } from '../model/splice';
import { FIRST_EPOCH } from '../model/fold';
import type { Splice } from '../model/types';
import type { Shelf } from './shelf';

export interface Draft {
  readonly item: string;
  /** The text that the changes were made on. */
  readonly base: string;
  /** … and its epoch. */
  readonly epoch: number;
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

/** The same typing on the text as it is by now: every letter of it is kept, none of the old text's. */
export function onto(draft: Draft, base: string, epoch: number): Draft {
  const change = difference(draft.base, base);
  let origins = change ? after(originsOf(draft.base), asDelta(change)) : originsOf(draft.base);
  const splices: Splice[] = [];
  for (const splice of draft.splices) {
    const made = rebased(splice, origins);
    splices.push(...made);
    origins = shifted(made.reduce((now, each) => after(now, asDelta(each)), origins), splice, made.at(-1));
  }
  return { ...draft, base, epoch, splices };
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

  /** Puts every draft on the shelf, this page's or another's, onto its text as it is by now. */
  renew(now: (item: string) => { readonly text: string; readonly epoch: number } | undefined): void {
    for (const key of this.#shelf.keys(this.#prefix)) {
      const draft = read(this.#shelf.get(key));
      const text = draft && now(draft.item);
      if (text && text.epoch !== draft.epoch) this.#shelf.put(key, JSON.stringify(onto(draft, text.text, text.epoch)));
    }
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

/** What this page types into one text before its document is here. */
export class OwnDraft {
  readonly #drafts: Drafts;
  readonly #item: string;
  #draft: Draft | null;
  #saved = true;

  constructor(drafts: Drafts, item: string, draft: Draft | null) {
    this.#drafts = drafts;
    this.#item = item;
    this.#draft = draft;
  }

  get(): Draft | null {
    return this.#draft;
  }

  text(): string | null {
    return this.#draft && draftText(this.#draft);
  }

  /** It was on the shelf and is there no more: another page merges it. */
  get takenElsewhere(): boolean {
    return this.#draft !== null && this.#saved && !this.#drafts.has(this.#item);
  }

  /** One more change of a text that says `text` in its `epoch`. Says whether it will survive a reload. */
  add(splice: Splice, text: string, epoch: number): boolean {
    const fresh = { item: this.#item, base: text, epoch, splices: [] };
    return this.#keep(withSplice(this.takenElsewhere || !this.#draft ? fresh : this.#draft, splice));
  }

  /** Goes on on the text as it is by now; `false`: there is nothing to be done. */
  renew(text: string, epoch: number): boolean {
    if (!this.#draft || this.#draft.epoch === epoch) return false;
    const renewed = onto(this.#draft, text, epoch);
    if (this.takenElsewhere) this.#draft = renewed;
    else this.#keep(renewed);
    return true;
  }

  /** Says whether there was anything. */
  drop(): boolean {
    if (!this.#draft) return false;
    this.#drafts.drop(this.#item);
    this.#draft = null;
    return true;
  }

  #keep(draft: Draft): boolean {
    this.#draft = draft;
    this.#saved = this.#drafts.save(draft);
    return this.#saved;
  }
}

function read(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? '') as Partial<Draft> | null;
    return typeof draft?.item === 'string' && typeof draft.base === 'string' && Array.isArray(draft.splices)
      ? { ...(draft as Draft), epoch: draft.epoch ?? FIRST_EPOCH }
      : null;
  } catch {
    return null;
  }
}

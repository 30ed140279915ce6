/** The texts that are open in this page: loads Yjs when the first one is opened, hands out editors. */

import type { Entry, TextState, Unsubscribe } from '../model/types';
import type { Drafts, Draft } from './drafts';
import { OpenText } from './open-text';
import type { YModule } from './shared-text';
import type { TextEnds } from './text-ends';
import type { TextHandle } from './handle';
import { bindTextarea } from './ybind';

export type LoadYjs = () => Promise<YModule>;

/** A document that did not come is asked for again. */
const REMIND_AFTER = 3_000;

export class Texts {
  readonly #ends: TextEnds;
  readonly #drafts: Drafts;
  readonly #load: LoadYjs;
  readonly #open = new Map<string, OpenText>();
  #Y: YModule | null = null;
  #loading = false;
  #reminder: Unsubscribe | null = null;

  constructor(ends: TextEnds, drafts: Drafts, load: LoadYjs) {
    this.#ends = ends;
    this.#drafts = drafts;
    this.#load = load;
  }

  /** Takes up what was typed before a reload. */
  start(): void {
    this.#adopt();
  }

  /** An editor of a text. */
  open(id: string): TextHandle {
    const text = this.#use(id);
    const unbind = new Set<() => void>();
    let closed = false;
    text.handles++;
    return {
      id,
      state: text.state,
      text: () => text.text(),
      splice: (change) => {
        if (!closed) text.splice(change, null);
      },
      bind: (textarea) => {
        const untie = bindTextarea(text, textarea);
        unbind.add(untie);
        return () => {
          if (unbind.delete(untie)) untie();
        };
      },
      close: () => {
        if (closed) return;
        closed = true;
        for (const untie of unbind) untie();
        text.handles--;
        text.flush();
        this.settle(id);
      },
    };
  }

  /** Joined (again). */
  joined(whole: boolean): void {
    this.#adopt();
    for (const text of this.#open.values()) text.joined(whole);
    this.#remindLater();
    if (this.#open.size > 0) this.#fetch();
    const { store, orphan } = this.#ends;
    for (const draft of this.#drafts.takeStrays((item) => !store.item(item))) orphan(draft);
  }

  /** The text was rewritten, or told anew. Says whether it is open here in another epoch. */
  rewritten(id: string, epoch: number, state: string | null): boolean {
    return this.#open.get(id)?.rewritten(epoch, state) ?? false;
  }

  /** Typing that waits as drafts goes on on the texts as they are by now. */
  renewDrafts(): void {
    this.#drafts.renew((item) => this.#ends.store.confirmed(item));
    for (const text of this.#open.values()) text.renewDraft();
  }

  /** An entry was applied to the store. */
  applied(entry: Entry): void {
    if (entry.verb === 'text_edited' && entry.words) {
      this.#open.get(entry.facts.id)?.applied(entry.words.update, entry.facts.epoch);
    }
    if (entry.verb === 'items_revealed') {
      for (const { id, state } of entry.words?.texts ?? []) if (state) this.#open.get(id)?.applied(state, null);
    }
  }

  /** The server sent a document. Returns the item's id where it is of another epoch than what is open. */
  received({ item, epoch, state }: TextState): string | null {
    const text = this.#open.get(item);
    text?.received(epoch, state);
    return text?.outdated ? item : null;
  }

  /** An edit lacks predecessors: they are sent again. `false` where that does not help. */
  missing(id: string, update: string): boolean {
    return this.#use(id).missing(update);
  }

  /** The text as it is typed here, if it is open. */
  textOf(id: string): string | null {
    return this.#open.get(id)?.text() ?? null;
  }

  /** The same with all that is pending, if that is known here. */
  wholeOf(id: string): string | null {
    return this.#open.get(id)?.whole() ?? null;
  }

  /** What was typed is in the tray: begins again. */
  reset(id: string, withDraft: boolean): void {
    this.#open.get(id)?.reset(withDraft);
    this.settle(id);
  }

  /** Lets go of a text that nobody needs any more. */
  settle(id: string): void {
    const text = this.#open.get(id);
    if (!text?.done) return;
    this.#open.delete(id);
    text.destroy();
  }

  /** How many texts hold letters that are in no operation yet. */
  unsaved(): number {
    return [...this.#open.values()].filter((text) => text.unsaved).length;
  }

  flush(): void {
    for (const text of this.#open.values()) text.flush();
  }

  dispose(): void {
    this.#reminder?.();
    for (const text of this.#open.values()) text.destroy();
    this.#open.clear();
  }

  #use(id: string, draft: Draft | null = null): OpenText {
    const open = this.#open.get(id);
    if (open) return open;
    const text = new OpenText(id, this.#ends, this.#drafts, draft);
    this.#open.set(id, text);
    if (this.#Y) text.loaded(this.#Y);
    else this.#fetch();
    text.remind();
    this.#remindLater();
    return text;
  }

  #adopt(): void {
    const { store } = this.#ends;
    const wanted = (item: string): boolean => store.item(item) !== undefined && !this.#open.has(item);
    for (const draft of this.#drafts.adopt(wanted)) this.#use(draft.item, draft);
  }

  #fetch(): void {
    if (this.#Y || this.#loading) return;
    this.#loading = true;
    const arrived = (Y: YModule): void => {
      this.#Y = Y;
      this.#ends.store.change(() => {
        for (const text of this.#open.values()) text.loaded(Y);
      });
    };
    // Without the network it cannot be loaded: typing goes on as drafts, and it is tried again.
    this.#load()
      .then(arrived)
      .catch(() => this.#remindLater())
      .finally(() => {
        this.#loading = false;
      });
  }

  #remindLater(): void {
    this.#reminder ??= this.#ends.clock.after(REMIND_AFTER, () => {
      this.#reminder = null;
      if (this.#open.size === 0) return;
      this.#fetch();
      for (const text of [...this.#open.values()]) {
        text.remind();
        this.settle(text.id);
      }
      this.#remindLater();
    });
  }
}

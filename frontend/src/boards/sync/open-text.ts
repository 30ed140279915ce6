/**
 * A text that is open in this page. It can be typed into from the first moment: `plain` while its
 * document is not here (the changes are kept as a draft), `shared` from then on. It outlives its editor
 * until everything typed is confirmed.
 */

import { asDelta, type Delta } from '../model/delta';
import { FIRST_EPOCH } from '../model/fold';
import { clamp, difference } from '../model/splice';
import type { EditText, Splice, Unsubscribe } from '../model/types';
import { Value } from '../model/value';
import { pack, unpack } from './base64';
import { OwnDraft, type Draft, type Drafts } from './drafts';
import type { Outgoing } from './outbox';
import { OwnUpdates, SharedText, baseUpdate, isUpdate, merged, type Whole, type YModule } from './shared-text';
import type { TextEnds } from './text-ends';
import type { TextModel } from './ybind';

/** Letters are sent together, at most so often. */
const FLUSH_EVERY = 150;
/** An edit that was never sent takes more letters until it is so long (bytes of update). */
const EDIT_FULL = 24_000;
/** A text that keeps missing parts is asked for so many times, then given up. */
const MOST_GAPS = 3;

/** The document of an empty text. */
const NO_LETTERS = Uint8Array.of(0, 0);
const NOTHING: Splice = { at: 0, remove: 0, insert: '' };

interface LastEdit {
  readonly outgoing: Outgoing;
  readonly update: Uint8Array;
  readonly before: string;
  readonly client: number;
}

export class OpenText implements TextModel {
  readonly id: string;
  readonly state = new Value<'plain' | 'shared' | 'gone'>('plain');
  /** How many editors hold it. */
  handles = 0;
  readonly #ends: TextEnds;
  readonly #listeners = new Map<object, (delta: Delta) => void>();
  readonly #stop: Unsubscribe;
  #Y: YModule | null = null;
  #shared: SharedText | null = null;
  #client = 0;
  #plain: string;
  readonly #draft: OwnDraft;
  #epoch = FIRST_EPOCH;
  #server: Whole | null = null;
  /** The document to begin again with, where it is here already. */
  #next: Whole | null = null;
  #heard: Uint8Array[] = [];
  #queue: Uint8Array[] = [];
  #timer: Unsubscribe | null = null;
  #known = '';
  #last: LastEdit | null = null;
  readonly #mine = new OwnUpdates();
  #gap = false;
  #gaps = 0;

  constructor(id: string, ends: TextEnds, drafts: Drafts, draft: Draft | null) {
    this.id = id;
    this.#ends = ends;
    this.#draft = new OwnDraft(drafts, id, draft);
    this.#plain = ends.store.item(id)?.text ?? '';
    this.#stop = ends.store.subscribeItem(id, () => this.#look());
    this.#show();
    this.#look();
  }

  // ----------------------------------------------------------------- for editors

  text(): string {
    return this.#shared?.text() ?? this.#draft.text() ?? this.#plain;
  }

  splice(change: Splice, source: object | null): void {
    const splice = clamp(change, this.text().length);
    if (this.#shared) this.#shared.splice(splice, source);
    else {
      this.#drafted(splice);
      this.#tell(asDelta(splice), source);
    }
    this.#show();
    this.#ends.changed();
  }

  listen(source: object, changed: (delta: Delta) => void): Unsubscribe {
    this.#listeners.set(source, changed);
    return () => {
      this.#listeners.delete(source);
    };
  }

  undo(): boolean {
    this.#shared?.undo();
    return this.#shared !== null;
  }

  redo(): boolean {
    this.#shared?.redo();
    return this.#shared !== null;
  }

  // -------------------------------------------------------------- for the session

  /** Something typed here is in no operation yet. */
  get unsaved(): boolean {
    return this.#queue.length > 0 || this.#draft.get() !== null;
  }

  /** Nobody needs it any more. */
  get done(): boolean {
    return this.handles === 0 && !this.unsaved && !this.#gap && this.#ends.pendingEdits(this.id).length === 0;
  }

  /** Yjs is here. */
  loaded(Y: YModule): void {
    this.#Y = Y;
    this.#share();
  }

  /** Joined (again): what was missed meanwhile is asked for. After a `welcome` (`whole`) nothing that the
   *  document holds is taken for granted, save what is pending. */
  joined(whole: boolean): void {
    const client = this.#ends.yClient();
    if (whole && this.#shared) {
      this.flush();
      this.reset();
      return;
    }
    if (whole) {
      this.#server = null;
      this.#heard = [];
    }
    if (this.#shared && client !== null && client !== this.#client) {
      this.flush();
      this.#client = client;
      this.#shared.setClient(client);
    }
    this.#share();
    this.#ask();
  }

  /** Asks for the document if it is still missing; typing that cannot be merged any more is put away. */
  remind(): void {
    const draft = this.#draft.get();
    if (draft && this.state.get() === 'gone') {
      this.#ends.orphan(draft);
      this.#dropDraft();
      this.#show();
      this.#ends.changed();
    }
    if (this.#gap && !this.#ends.store.confirmed(this.id)) {
      this.#gap = false;
      this.#ends.letGo(this.id, false);
    }
    if (!this.#shared || this.#gap) this.#ask();
  }

  /** The server sent the document. */
  received(epoch: number, state: string): void {
    const update = unpack(state);
    if (this.#Y && !isUpdate(this.#Y, update)) return;
    this.#server = { epoch, update };
    if (this.#shared && epoch !== this.#epoch) return;
    if (!this.#shared) this.#share();
    else {
      this.#shared.receive([update]);
      if (this.#strayed()) this.reset();
    }
    if (this.#gap && this.#shared) this.#fillGap(update);
  }

  /** Whether the server's document is of another epoch than ours: what is typed cannot reach it. */
  get outdated(): boolean {
    return this.#shared !== null && this.#server !== null && this.#server.epoch !== this.#epoch;
  }

  /** The text was rewritten, or told anew. `true`: in another epoch, what is typed cannot reach it. */
  rewritten(epoch: number, state: string | null): boolean {
    const known = this.#shared ? this.#epoch : this.#server?.epoch;
    if (known === epoch) {
      if (state !== null) this.applied(state, epoch);
      return false;
    }
    const empty = this.#ends.store.confirmed(this.id)?.text === '';
    if (state !== null || empty) this.#next = { epoch, update: state === null ? NO_LETTERS : unpack(state) };
    return true;
  }

  /** Typing that waits goes on on the text as it is by now. */
  renewDraft(): void {
    const now = this.#ends.store.confirmed(this.id);
    const before = this.text();
    if (!now || !this.#draft.renew(now.text, now.epoch)) return;
    this.#tellDifference(before);
    this.#show();
  }

  /** An entry brought an update of this text. */
  applied(update: string, epoch: number | null): void {
    if (this.#shared && epoch !== null && epoch !== this.#epoch) {
      this.#ask();
      return;
    }
    if (this.#shared) this.#shared.receive([unpack(update)]);
    else this.#heard.push(unpack(update));
    if (this.#strayed()) this.#ask();
  }

  /** An edit was refused because earlier parts are missing; `false`: it was tried often enough. */
  missing(update: string): boolean {
    if (++this.#gaps > MOST_GAPS) return false;
    if (this.#Y) this.#mine.add(this.#Y, unpack(update), this.#client);
    else this.#heard.push(unpack(update));
    this.#gap = true;
    this.#ask();
    return true;
  }

  /** Everything typed here, what is pending included; `null` where what is pending is not known here. */
  whole(): string | null {
    return this.#shared || this.#ends.pendingEdits(this.id).length === 0 ? this.text() : null;
  }

  /** Begins again from what the server has and what is pending (and from the draft, unless that is in the
   *  tray with the rest). */
  reset(withDraft = false): void {
    const before = this.text();
    this.#shared?.destroy();
    this.#shared = null;
    this.#unsend();
    if (withDraft) this.#dropDraft();
    this.#server = this.#next;
    this.#next = null;
    this.#heard = [];
    this.#mine.clear();
    this.#last = null;
    if (this.#gap) this.#ends.letGo(this.id, false);
    this.#gap = false;
    this.#ends.store.setLiveText(this.id, null);
    this.#plain = this.#ends.store.item(this.id)?.text ?? '';
    this.#show();
    this.#look();
    this.#tellDifference(before);
    this.#share();
    if (this.state.get() !== 'shared') this.#ask();
  }

  /** Makes an operation of what is not yet in one. */
  flush(): void {
    const { store } = this.#ends;
    const shared = this.#shared;
    const Y = this.#Y;
    if (!Y || !shared || this.#queue.length === 0) return;
    const typed = Y.mergeUpdates(this.#unsend());
    const text = shared.text();
    const last = this.#extendable(typed.length);
    const before = last?.before ?? this.#known;
    const update = last ? Y.mergeUpdates([last.update, typed]) : typed;
    this.#mine.add(Y, typed, this.#client);
    this.#known = text;
    store.change(() => {
      const outgoing = this.#send(update, difference(before, text) ?? NOTHING, last?.outgoing ?? null);
      this.#last = { outgoing, update, before, client: this.#client };
    });
  }

  destroy(): void {
    this.flush();
    this.#stop();
    this.#timer?.();
    this.#shared?.destroy();
    this.#shared = null;
    this.#listeners.clear();
    this.#ends.store.setLiveText(this.id, null);
  }

  // ----------------------------------------------------------------------- inside

  #ask(): void {
    if (this.#ends.store.confirmed(this.id)) this.#ends.ask(this.id);
  }

  /** From plain to shared, when everything for it is here. */
  #share(): void {
    const Y = this.#Y;
    const client = this.#ends.yClient();
    const start = Y && this.#start(Y);
    if (this.#shared || !Y || client === null || !start) return;
    const before = this.text();
    const mine = this.#ends
      .pendingEdits(this.id)
      .flatMap(({ op }) => (op.t === 'edit_text' && op.epoch === start.epoch ? [unpack(op.update)] : []));
    for (const update of mine) this.#mine.add(Y, update, client);
    this.#client = client;
    this.#epoch = start.epoch;
    const shared = new SharedText(Y, client, [start.update, ...mine, ...this.#heard.splice(0)], {
      update: (update) => this.#enqueue(update),
      changed: (delta, source, here) => this.#changed(delta, source, here),
    });
    this.#shared = shared;
    this.#known = shared.text();
    this.#mergeDraft(Y, shared);
    this.#tellDifference(before);
    this.#show();
    this.#look();
  }

  /** The document to begin with: the server's, or that of a note the server does not know yet. */
  #start(Y: YModule): Whole | null {
    if (this.#server && isUpdate(Y, this.#server.update)) return this.#server;
    const text = this.#ends.newText(this.id);
    return text === null ? null : { epoch: FIRST_EPOCH, update: baseUpdate(Y, text) };
  }

  #mergeDraft(Y: YModule, shared: SharedText): void {
    const draft = this.#draft.get();
    if (!draft) return;
    if (!this.#draft.takenElsewhere) shared.change(merged(Y, draft.base, draft.splices, shared.text()));
    this.flush();
    this.#dropDraft();
  }

  #drafted(splice: Splice): void {
    const epoch = this.#ends.store.confirmed(this.id)?.epoch ?? FIRST_EPOCH;
    if (!this.#draft.add(splice, this.text(), epoch)) this.#ends.shelfFull();
  }

  #dropDraft(): void {
    if (this.#draft.drop()) this.#ends.changed();
  }

  #enqueue(update: Uint8Array): void {
    this.#queue.push(update);
    this.#timer ??= this.#ends.clock.after(FLUSH_EVERY, () => this.flush());
  }

  /** Takes everything out of the queue. */
  #unsend(): Uint8Array[] {
    this.#timer?.();
    this.#timer = null;
    return this.#queue.splice(0);
  }

  #send(update: Uint8Array, splice: Splice, instead: Outgoing | null): Outgoing {
    const op: EditText = { t: 'edit_text', id: this.id, epoch: this.#epoch, update: pack(update) };
    return this.#ends.edit(op, splice, this.text(), instead);
  }

  /** The latest edit, if it may take `bytes` more. */
  #extendable(bytes: number): LastEdit | null {
    const last = this.#last;
    if (last?.client !== this.#client || last.update.length + bytes >= EDIT_FULL) return null;
    return this.#ends.untouched(last.outgoing) ? last : null;
  }

  /** Sends everything of ours that the server's document lacks, client by client (T2). */
  #fillGap(server: Uint8Array): void {
    const Y = this.#Y;
    if (!Y) return;
    this.#gap = false;
    this.flush();
    for (const update of this.#mine.lacking(Y, server)) this.#send(update, NOTHING, null);
    this.#ends.letGo(this.id, true);
    this.#last = null;
  }

  /** With nothing of ours under way the document and the confirmed text have to agree. */
  #strayed(): boolean {
    if (!this.#shared || this.#gap || this.unsaved || this.#ends.pendingEdits(this.id).length > 0) return false;
    return this.#ends.store.confirmed(this.id)?.text !== this.text();
  }

  #changed(delta: Delta, source: object | null, here: boolean): void {
    if (!here && this.#queue.length === 0) this.#known = this.text();
    this.#tell(delta, source);
    this.#show();
  }

  #tell(delta: Delta, source: object | null): void {
    for (const [listener, changed] of [...this.#listeners]) if (listener !== source) changed(delta);
  }

  #tellDifference(before: string): void {
    const change = difference(before, this.text());
    if (change) this.#tell(asDelta(change), null);
  }

  #show(): void {
    const live = this.#shared !== null || this.#draft.get() !== null;
    this.#ends.store.setLiveText(this.id, live ? this.text() : null);
  }

  #look(): void {
    if (!this.#ends.store.item(this.id)) this.state.set('gone');
    else this.state.set(this.#shared ? 'shared' : 'plain');
  }
}

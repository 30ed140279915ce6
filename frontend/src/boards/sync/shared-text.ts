/**
 * One text as a Y document: Yjs behind a small door. What is changed here goes out through `onUpdate`;
 * what others changed comes in through `receive`.
 */

import type * as Yjs from 'yjs';
import { difference } from '../model/splice';
import type { Splice } from '../model/types';
import type { Delta } from '../model/delta';

export type YModule = typeof Yjs;

/** The Y client that stands for the text a note was added with (T1). */
const BASE_CLIENT = 1;
const NAME = 't';
/** Typing is undone in pieces of so much time. */
const UNDO_PIECE = 400;

/** Where a change came from: an editor (told apart so that it is not told its own), or the server. */
const NET = Symbol('net');
class Typed {
  readonly source: object | null;
  constructor(source: object | null) {
    this.source = source;
  }
}

/** A whole document, and the epoch of the text it is of. */
export interface Whole {
  readonly epoch: number;
  readonly update: Uint8Array;
}

export interface SharedTextEvents {
  /** Something was changed here; `update` is to be sent. */
  update(update: Uint8Array): void;
  /** The text changed; `source` is the editor it came from, `null` where it came from elsewhere. `here`:
   *  it was changed in this page (undo included), and an `update` follows. */
  changed(delta: Delta, source: object | null, here: boolean): void;
}

/** The document of a text that nobody has edited yet (T1). */
export function baseUpdate(Y: YModule, text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = BASE_CLIENT;
  if (text) doc.getText(NAME).insert(0, text);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** The Y client whose structs an update holds; `null` where it only deletes. */
export function clientOf(Y: YModule, update: Uint8Array): number | null {
  return Y.decodeUpdate(update).structs[0]?.id.client ?? null;
}

/** Whether these bytes are an update: what comes from elsewhere may be anything. */
export function isUpdate(Y: YModule, bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Everything of ours that went into one document, by Y client (T2: an edit holds one of them at most). */
export class OwnUpdates {
  readonly #byClient = new Map<number, Uint8Array>();

  /** `client`: whose it is where it only deletes. */
  add(Y: YModule, update: Uint8Array, client: number): void {
    const whose = clientOf(Y, update) ?? client;
    const before = this.#byClient.get(whose);
    this.#byClient.set(whose, before ? Y.mergeUpdates([before, update]) : update);
  }

  /** What of it a document lacks, as updates of one client each. */
  lacking(Y: YModule, document: Uint8Array): Uint8Array[] {
    const has = Y.encodeStateVectorFromUpdate(document);
    const missing = [...this.#byClient.values()].map((update) => Y.diffUpdate(update, has));
    return missing.filter((update) => {
      const { structs, ds } = Y.decodeUpdate(update);
      return structs.length > 0 || ds.clients.size > 0;
    });
  }

  clear(): void {
    this.#byClient.clear();
  }
}

/**
 * What has to be done to `now` so that it also holds what `splices` did to `base`: every letter of mine
 * is kept, and every letter that others put in meanwhile.
 */
export function merged(Y: YModule, base: string, splices: readonly Splice[], now: string): Delta {
  const theirs = new Y.Doc();
  const mine = new Y.Doc();
  for (const doc of [theirs, mine]) Y.applyUpdate(doc, baseUpdate(Y, base));
  theirs.clientID = BASE_CLIENT + 1;
  mine.clientID = BASE_CLIENT + 2;
  for (const splice of splices) put(mine.getText(NAME), splice);
  const change = difference(base, now);
  if (change) put(theirs.getText(NAME), change);
  const delta: Delta[] = [];
  theirs.getText(NAME).observe((event) => delta.push(event.delta as Delta));
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
  return delta.flat();
}

function put(text: Yjs.Text, { at, remove, insert }: Splice): void {
  if (remove > 0) text.delete(at, remove);
  if (insert) text.insert(at, insert);
}

export class SharedText {
  readonly #Y: YModule;
  readonly #doc: Yjs.Doc;
  readonly #text: Yjs.Text;
  readonly #undo: Yjs.UndoManager;
  #client: number;

  constructor(Y: YModule, client: number, state: readonly Uint8Array[], events: SharedTextEvents) {
    this.#Y = Y;
    this.#doc = new Y.Doc();
    this.#text = this.#doc.getText(NAME);
    this.#client = client;
    this.receive(state);
    this.#undo = new Y.UndoManager(this.#text, { trackedOrigins: new Set([Typed]), captureTimeout: UNDO_PIECE });
    this.#text.observe((event, transaction) => {
      const source = transaction.origin instanceof Typed ? transaction.origin.source : null;
      events.changed(event.delta as Delta, source, transaction.local);
    });
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== NET) events.update(update);
    });
  }

  text(): string {
    return this.#text.toJSON();
  }

  splice(change: Splice, source: object | null): void {
    this.#doc.transact(() => {
      put(this.#text, change);
    }, new Typed(source));
  }

  /** Changes the text without it being something that can be undone. */
  change(delta: Delta): void {
    this.#doc.transact(() => {
      this.#text.applyDelta([...delta]);
    });
  }

  /** What is no update is passed over. */
  receive(updates: readonly Uint8Array[]): void {
    for (const update of updates) if (isUpdate(this.#Y, update)) this.#Y.applyUpdate(this.#doc, update, NET);
    // Yjs takes another client id when it meets its own in an update; ours is given by the server.
    this.#doc.clientID = this.#client;
  }

  /** Writes under another Y client from now on. */
  setClient(client: number): void {
    this.#client = client;
    this.#doc.clientID = client;
  }

  undo(): void {
    this.#undo.undo();
  }

  redo(): void {
    this.#undo.redo();
  }

  destroy(): void {
    this.#undo.destroy();
    this.#doc.destroy();
  }
}

/**
 * A shipped client without a browser, moved by commands: the server's simulation plays with it. Time,
 * chance, shelf and socket are the simulation's; the same commands always lead to the same answers.
 */

import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { colourOf } from '../model/kinds';
import { canonical } from '../model/hash';
import type { Mode, Op, Presence, Splice } from '../model/types';
import { mortal } from '../testing/mortal';
import { VirtualClock, seeded } from '../testing/virtual';
import type { TextHandle } from './handle';
import type { SocketEvents, SocketLike } from './ports';
import { Session } from './session';
import { memoryShelf } from './shelf';

export interface Begin {
  readonly board: string;
  readonly person: string;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly mode?: Mode;
}

/** Sockets are numbered from 0; without a number the latest one is meant. */
export type Command =
  | { readonly do: 'connect'; readonly socket?: number }
  | { readonly do: 'deliver'; readonly frame: string; readonly socket?: number }
  | { readonly do: 'close'; readonly code: number; readonly socket?: number }
  | { readonly do: 'tick'; readonly ms: number }
  | { readonly do: 'op'; readonly op: Op }
  | { readonly do: 'add'; readonly text: string }
  | { readonly do: 'edit'; readonly item: string; readonly splice?: Splice; readonly keep?: boolean }
  | { readonly do: 'presence'; readonly where: Presence | null }
  | { readonly do: 'place' | 'discard'; readonly op_id: string }
  | { readonly do: 'wake' | 'flush' | 'state' }
  | { readonly do: 'reload'; readonly orderly?: boolean };

/** What came of a command: frames that went out, sockets that were opened or let go, and how it stands. */
export interface Outcome {
  readonly sent: { readonly socket: number; readonly frame: string }[];
  readonly dialled: number[];
  readonly hungUp: number[];
  readonly link: string;
  readonly pending: number;
  /** The `op_id`s of an `op`, the id of the note of an `add` or a `place`. */
  readonly made: string[];
  readonly state?: State;
}

export interface State {
  readonly streams: Record<string, { kind: string; seq: number; hash: string; state: string }>;
  /** SHA-256 over what is shown (ids, places, colours, texts), pending changes included. */
  readonly view: string;
  readonly items: { id: string; x: number; y: number; z: string; colour: string | null; text: string; minePrivate: boolean }[];
  readonly saving: { state: string; pending: number; notPlaced: number; shelfFull: boolean };
  readonly tray: { op_id: string; code: string; text: string }[];
  readonly mode: string | null;
  readonly yClient: number | null;
  readonly people: string[];
  readonly cursors: string[];
}

const LETTERS = ['a', 'b', 'ž', 'ř', '漢', '😀', '👩‍👩‍👧', '\n', 'slovo '];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export class Puppet {
  readonly #begin: Begin;
  readonly #clock: VirtualClock;
  readonly #random: ReturnType<typeof seeded>;
  readonly #shelf = memoryShelf();
  readonly #tabShelf = memoryShelf();
  readonly #sockets: SocketEvents[] = [];
  readonly #texts = new Map<string, TextHandle>();
  #out = { sent: [] as Outcome['sent'], dialled: [] as number[], hungUp: [] as number[], made: [] as string[] };
  #page: { readonly session: Session; kill(): void };

  constructor(begin: Begin) {
    this.#begin = begin;
    this.#clock = new VirtualClock(begin.now);
    this.#random = seeded(begin.seed);
    this.#page = this.#open();
  }

  async perform(command: Command): Promise<Outcome> {
    this.#do(command);
    await settled();
    const { session } = this.#page;
    const { sent, dialled, hungUp, made } = this.#out;
    this.#out = { sent: [], dialled: [], hungUp: [], made: [] };
    const outcome = { sent, dialled, hungUp, made, link: session.link.get().state, pending: session.saving.get().pending };
    return command.do === 'state' ? { ...outcome, state: this.#state() } : outcome;
  }

  #do(command: Command): void {
    const { session } = this.#page;
    switch (command.do) {
      case 'connect':
        this.#socket(command.socket).opened();
        return;
      case 'deliver':
        this.#socket(command.socket).frame(command.frame);
        return;
      case 'close':
        this.#socket(command.socket).closed(command.code);
        return;
      case 'tick':
        this.#clock.pass(command.ms);
        return;
      case 'op':
        if (command.op.t !== 'edit_text') this.#out.made.push(...session.do(command.op));
        return;
      case 'add':
        this.#add(command.text);
        return;
      case 'edit':
        this.#edit(command.item, command.splice, command.keep ?? false);
        return;
      case 'presence':
        session.mine.set(command.where);
        return;
      case 'place':
        this.#out.made.push(session.tray.placeAgain(command.op_id) ?? '');
        return;
      case 'discard':
        session.tray.discard(command.op_id);
        return;
      case 'wake':
        session.wake();
        return;
      case 'flush':
        session.flush();
        return;
      case 'reload':
        this.#reload(command.orderly ?? false);
        return;
      case 'state':
        return;
    }
  }

  #open(): { readonly session: Session; kill(): void } {
    const { board, person, mode } = this.#begin;
    const world = mortal(this.#clock, this.#shelf);
    const session = new Session({
      ...{ boardId: board, person, url: 'ws://simulation', mode, tabShelf: this.#tabShelf, random: this.#random },
      ...{ clock: world.clock, shelf: world.shelf, loadYjs: () => Promise.resolve(Y) },
      socket: (_url, events) => this.#dial(events),
    });
    session.start();
    return { session, kill: () => world.kill() };
  }

  #dial(events: SocketEvents): SocketLike {
    const socket = this.#sockets.push(events) - 1;
    this.#out.dialled.push(socket);
    return {
      send: (frame) => void this.#out.sent.push({ socket, frame }),
      close: () => void this.#out.hungUp.push(socket),
    };
  }

  #socket(number = this.#sockets.length - 1): SocketEvents {
    const socket = this.#sockets[number];
    if (!socket) throw new Error(`no socket ${number}`);
    return socket;
  }

  #add(text: string): void {
    const { session } = this.#page;
    const id = session.newId();
    const place = () => this.#random.below(4000) - 2000;
    session.do({ t: 'add_note', id, x: place(), y: place(), z: 'U', colour: 'yellow', text });
    this.#out.made.push(id);
  }

  /** A splice as given, or any: between whole letters, sometimes taking some away. */
  #edit(item: string, splice: Splice | undefined, keep: boolean): void {
    const text = this.#texts.get(item) ?? this.#page.session.texts.open(item);
    text.splice(splice ?? this.#anySplice(text.text()));
    if (keep) this.#texts.set(item, text);
    else {
      text.close();
      this.#texts.delete(item);
    }
  }

  #anySplice(text: string): Splice {
    const points = Array.from(text);
    const from = this.#random.below(points.length + 1);
    const count = this.#random.below(4) === 0 ? this.#random.below(3) : 0;
    const length = (start: number, end: number): number => points.slice(start, end).join('').length;
    const insert = LETTERS[this.#random.below(LETTERS.length)] ?? '';
    return { at: length(0, from), remove: length(from, from + count), insert };
  }

  #reload(orderly: boolean): void {
    if (orderly) this.#page.session.dispose();
    this.#page.kill();
    this.#texts.clear();
    this.#page = this.#open();
  }

  #state(): State {
    const { session } = this.#page;
    const items = session.store.items().map((item) => {
      const { id, x, y, z, text, minePrivate } = item;
      return { id, x, y, z, colour: colourOf(item), text, minePrivate };
    });
    return {
      streams: Object.fromEntries(
        session.store.streams().map(({ id, kind, seq, hash, items: held }) => [id, { kind, seq, hash, state: sha256(canonical(held.values())) }]),
      ),
      view: sha256(JSON.stringify(items)),
      items,
      saving: session.saving.get(),
      tray: session.tray.entries.get().map(({ op_id, code, text }) => ({ op_id, code, text })),
      mode: session.about.get()?.mode ?? null,
      yClient: session.about.get()?.you.y_client ?? null,
      people: session.people.get().filter(({ here }) => here).map(({ id }) => id),
      cursors: [...session.theirs.cursors.get().keys()],
    };
  }
}

/** Lets what is asynchronous (Yjs being loaded) come to rest. */
async function settled(): Promise<void> {
  for (let i = 0; i < 8; i++) await Promise.resolve();
}

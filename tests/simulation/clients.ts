/**
 * The shipped clients of a simulation, all in one process: their time, chance, sockets and shelves are
 * decided by whoever writes to our standard input. One line holds a list of commands; one line answers
 * with everything that happened because of them.
 */

import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { canonical } from '../../frontend/src/boards/model/hash';
import { above } from '../../frontend/src/boards/model/zorder';
import type { Colour, Mode, Op, ViewItem } from '../../frontend/src/boards/model/types';
import type { TextHandle } from '../../frontend/src/boards/sync/handle';
import type { Clock, SocketEvents } from '../../frontend/src/boards/sync/ports';
import { Session } from '../../frontend/src/boards/sync/session';
import { memoryShelf, type Shelf } from '../../frontend/src/boards/sync/shelf';
import { replay, type Trace } from '../../frontend/src/boards/testing/replay';
import { VirtualClock, seeded } from '../../frontend/src/boards/testing/virtual';

type Event = readonly [string, ...unknown[]];
type Command = readonly [string, ...unknown[]];

interface Options {
  readonly board: string;
  readonly person: string;
  readonly mode: Mode | null;
  readonly seed: number;
  readonly shelf: string;
  /** How long Yjs takes to load, ms. */
  readonly slow: number;
}

/** A page says aloud what it cannot understand: of its own server it understands everything. */
console.error = (...said: unknown[]) => {
  throw new Error(said.join(' '));
};

/** A word as typing hands of this simulation put it into texts: whole, or not at all. */
const WORD = /⟦[^⟦⟧]*⟧/gu;
/** What is typed is made an operation within this time. */
const FLUSHED_AFTER = 150;

/** A browser's clock and timers: the clock may be wrong, and all of it stands still while the tab sleeps. */
class TabClock implements Clock {
  wrong = 0;
  #waiting: (() => void)[] | null = null;
  #asleepSince = 0;

  now(): number {
    return clock.now() + this.wrong;
  }

  ticks(): number {
    return clock.ticks();
  }

  after(ms: number, call: () => void): () => void {
    let on = true;
    const forget = clock.after(ms, () => this.when(() => on && call()));
    return () => {
      on = false;
      forget();
    };
  }

  /** Now, or when the tab is awake again. */
  when(call: () => void): void {
    if (this.#waiting) this.#waiting.push(call);
    else call();
  }

  sleep(): void {
    if (!this.#waiting) this.#asleepSince = clock.now();
    this.#waiting ??= [];
  }

  /** Until when anything could happen here. */
  get awakeUntil(): number {
    return this.#waiting ? this.#asleepSince : clock.now();
  }

  rouse(): void {
    const waited = this.#waiting ?? [];
    this.#waiting = null;
    for (const call of waited) call();
  }
}

let clock = new VirtualClock();
let events: Event[] = [];
let connections = 0;
const clients = new Map<string, Client>();
const sockets = new Map<number, SocketEvents>();
const shelves = new Map<string, Map<string, string>>();

function shelf(name: string): Map<string, string> {
  const entries = shelves.get(name) ?? new Map<string, string>();
  shelves.set(name, entries);
  return entries;
}

const tell = (...event: Event): void => void events.push(event);
for (const loud of ['log', 'warn'] as const) console[loud] = (...words: unknown[]): void => tell('said', words.map(String).join(' '));
console.error = (...words: unknown[]): void => tell('error', words.map(String).join(' '));

class Client {
  readonly session: Session;
  readonly time = new TabClock();
  readonly #name: string;
  /** What was on the tab's shelf when the page began: a copy of the tab may begin with it too. */
  readonly #found: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, TextHandle>();
  readonly #typed: { word: string; at: number }[] = [];
  #alive = true;

  constructor(name: string, readonly options: Options) {
    this.#name = name;
    this.#found = new Map(shelf(`tab ${name}`));
    const time: Clock = {
      now: () => this.time.now(),
      ticks: () => this.time.ticks(),
      after: (ms, call) => this.time.after(ms, () => this.#alive && call()),
    };
    this.session = new Session({
      boardId: options.board,
      person: options.person,
      url: 'ws://simulated',
      mode: options.mode ?? undefined,
      shelf: this.#guarded(options.shelf),
      tabShelf: this.#guarded(`tab ${name}`),
      clock: time,
      random: seeded(options.seed),
      loadYjs: () => new Promise((resolve) => time.after(options.slow, () => resolve(Y))),
      socket: (_url, heard) => this.#dial(heard),
    });
    this.session.start();
  }

  /** A second tab that begins with all that this one began with, as where a browser opens its tabs again. */
  copy(name: string, seed: number): Client {
    for (const [key, value] of [...this.#found, ...shelf(`tab ${this.#name}`)]) shelf(`tab ${name}`).set(key, value);
    return new Client(name, { ...this.options, seed });
  }

  /** The page goes: `orderly`, it may say good-bye; otherwise it is gone from one moment to the next. */
  end(orderly: boolean): void {
    if (orderly) this.session.dispose();
    else {
      const late = this.#typed.filter(({ at }) => at > this.time.awakeUntil - FLUSHED_AFTER);
      tell('vanished', this.#name, late.map(({ word }) => word).join(''));
    }
    this.#alive = false;
    tell('gone', this.#name);
  }

  /** Nothing of it counts any more. */
  drop(): void {
    this.#alive = false;
  }

  add(word: string, x: number): void {
    const { session } = this;
    const z = above(session.store.items().at(-1)?.z ?? null);
    const id = session.newId();
    this.#made(session.do({ t: 'add_note', id, x, y: x, z, colour: 'yellow', text: word }));
    if (word) tell('wrote', this.#name, id, word);
  }

  move(chances: readonly number[], x: number): void {
    const ids = new Set(chances.flatMap((chance) => this.#pick(chance)?.id ?? []));
    const z = above(this.session.store.items().at(-1)?.z ?? null);
    this.#made(this.session.do({ t: 'move_items', moves: [...ids].map((id) => ({ id, x, y: -x, z })) }));
  }

  colour(chances: readonly number[], colour: Colour): void {
    const ids = new Set(chances.flatMap((chance) => this.#pick(chance)?.id ?? []));
    if (ids.size > 0) this.#made(this.session.do({ t: 'colour_items', ids: [...ids], colour }));
  }

  remove(chance: number): void {
    const item = this.#pick(chance);
    if (item) this.#made(this.session.do({ t: 'delete_items', ids: [item.id] }));
  }

  /** A new item of any kind but a note. */
  bring(kind: string, [one, other]: readonly [number, number], word: string): void {
    const { session } = this;
    const id = session.newId();
    const [first, second] = [this.#pick(one), this.#pick(other)];
    const place = { id, x: Math.floor(one * 999), y: Math.floor(other * 999), z: above(session.store.items().at(-1)?.z ?? null) };
    const size = { w: 160 + Math.floor(one * 999), h: 160 + Math.floor(other * 999) };
    const zones = session.store.items().filter((item) => item.kind === 'zone');
    const zone = zones[Math.floor(other * zones.length)]?.id;
    const op = ((): Op | null => {
      switch (kind) {
        case 'text':
          return { t: 'add_text', ...place, ...size, text: word, ...(zone === undefined ? {} : { zone }) };
        case 'zone':
          return { t: 'add_zone', ...place, ...size, colour: 'blue', text: word };
        case 'cluster':
          return first && second ? { t: 'add_cluster', ...place, ...size, ids: [...new Set([first.id, second.id])], text: word } : null;
        case 'stroke':
          return { t: 'add_stroke', ...place, ...size, colour: 'pink', weight: 48, path: [0, 0, 99, 80, 90, 255], text: word };
        case 'connector':
          return first && second ? { t: 'add_connector', id, source: first.id, target: second.id, relation: 'builds_on', text: word } : null;
        case 'comment':
          return first ? { t: 'add_comment', id, on: first.id, text: word, lang: 'nl' } : null;
        default:
          return first ? { t: 'add_note', ...place, ...size, colour: 'green', text: word, copied_from: first.id } : null;
      }
    })();
    if (!op) return;
    this.#made(session.do(op));
    if (word) tell('wrote', this.#name, id, word);
  }

  /** Another change of what is there. */
  change(kind: string, [one, other]: readonly [number, number]): void {
    const { store } = this.session;
    const first = this.#pick(one);
    if (!first) return;
    const { id, x, y, z } = first;
    const of = <T extends { readonly id: string }>(all: readonly T[]): string | undefined => all[Math.floor(other * all.length)]?.id;
    const zone = of(store.items().filter((item) => item.kind === 'zone')) ?? null;
    const group = of(store.items().filter((item) => item.kind === 'cluster')) ?? null;
    const connector = of(store.connectors());
    const comment = of(store.comments());
    const gone = store.streams().flatMap(({ items }) => [...items.values()].filter(({ deleted }) => deleted));
    const lost = of(gone);
    const op = ((): Op | null => {
      switch (kind) {
        case 'zone':
          return { t: 'move_items', moves: [{ id, x: x + 16, y, z, zone: one < 0.3 ? null : zone }] };
        case 'resize':
          return { t: 'resize_items', sizes: [{ id, x, y, w: 160 + Math.floor(other * 999), h: 320 }] };
        case 'group':
          return { t: 'group_items', ids: [id], group: one < 0.3 ? null : group };
        case 'lock':
          return { t: 'lock_items', ids: [id], locked: one < 0.3 };
        case 'relate':
          return connector === undefined ? null : { t: 'relate_items', ids: [connector], relation: one < 0.5 ? 'merges' : 'answers' };
        case 'resolve':
          return comment === undefined ? null : { t: 'resolve_comments', ids: [comment], resolved: one < 0.6 };
        case 'restore':
          return lost === undefined ? null : { t: 'restore_items', ids: [lost] };
        default:
          return { t: 'react', id, reaction: other < 0.5 ? 'agree' : 'idea', on: one < 0.7 };
      }
    })();
    if (op) this.#made(this.session.do(op));
  }

  undo(back: boolean): void {
    if (back) this.session.undo();
    else this.session.redo();
  }

  reveal(): void {
    this.#made(this.session.do({ t: 'reveal' }));
  }

  /** Types a word between two others, letter by letter or pasted. */
  type(chance: number, place: number, word: string, letters: boolean): void {
    const item = this.#pick(chance);
    if (!item) return;
    const text = this.#open(item.id);
    const ends = [0, ...[...text.text().matchAll(WORD)].map((found) => found.index + found[0].length)];
    let at = ends[Math.floor(place * ends.length)] ?? 0;
    for (const piece of letters ? Array.from(word) : [word]) {
      text.splice({ at, remove: 0, insert: piece });
      at += piece.length;
    }
    this.#typed.push({ word, at: clock.now() });
    tell('wrote', this.#name, item.id, word);
  }

  /** Takes a whole word out of a text. */
  erase(chance: number, place: number): void {
    const item = this.#pick(chance);
    if (!item) return;
    const text = this.#open(item.id);
    const words = [...text.text().matchAll(WORD)];
    const found = words[Math.floor(place * words.length)];
    if (!found) return;
    text.splice({ at: found.index, remove: found[0].length, insert: '' });
    tell('erased', this.#name, found[0]);
  }

  /** Closes all editors but one in three. */
  close(chance: number): void {
    for (const [id, text] of [...this.#texts]) {
      if (chance < 1 / 3) continue;
      text.close();
      this.#texts.delete(id);
    }
  }

  /** Places a piece of refused writing again. */
  place(): void {
    const writing = this.session.tray.entries.get()[0];
    const id = writing ? this.session.tray.placeAgain(writing.op_id) : null;
    if (writing && id) tell('placed', this.#name, writing.text);
  }

  state(): void {
    const { store, tray, link, saving } = this.session;
    tell('state', this.#name, {
      link: link.get().state,
      unsaved: this.session.outgoing.length + this.session.texts.unsaved(),
      saving: saving.get().pending,
      drafts: [...shelf(this.options.shelf).keys()].filter((key) => key.includes('/draft/')).length,
      shelf: [...shelf(this.options.shelf)].filter(([key]) => !key.includes('/kept/')).join('\n'),
      outgoing: this.session.outgoing.map(({ pending: { op_id, op } }) => [op_id, op.t]),
      tray: tray.entries.get().map(({ op_id, code, text }) => ({ op_id, code, text })),
      streams: store.streams().map(({ id, kind, seq, hash, items }) => ({
        ...{ id, kind, seq, hash },
        state: createHash('sha256').update(canonical(items.values())).digest('hex'),
      })),
      view: Object.fromEntries(store.items().map(({ id, text }) => [id, text])),
    });
  }

  #made(ids: readonly string[]): void {
    tell('made', this.#name, ids);
  }

  #pick(chance: number): ViewItem | undefined {
    const items = this.session.store.items();
    return items[Math.floor(chance * items.length)];
  }

  #open(id: string): TextHandle {
    const open = this.#texts.get(id) ?? this.session.texts.open(id);
    this.#texts.set(id, open);
    return open;
  }

  #guarded(name: string): Shelf {
    const kept = memoryShelf(shelf(name));
    return { ...kept, put: (key, value) => this.#alive && kept.put(key, value) };
  }

  #dial(heard: SocketEvents): { send(frame: string): void; close(): void } {
    const connection = ++connections;
    let open = true;
    const still = (call: () => void): void => this.time.when(() => this.#alive && call());
    sockets.set(connection, {
      opened: () => still(() => open && heard.opened()),
      // A socket that is being closed takes no messages any more; that it is closed, it tells.
      frame: (text) =>
        still(() => {
          if (!open) return;
          tell('hears', connection);
          heard.frame(text);
        }),
      closed: (code) => still(() => heard.closed(code)),
    });
    tell('dial', this.#name, connection);
    return {
      send: (frame) => void (this.#alive && tell('send', connection, frame)),
      close: () => {
        open = false;
        if (this.#alive) tell('close', connection);
      },
    };
  }
}

type Handler = (...args: never[]) => void;

const world: Record<string, Handler> = {
  reset(now: number) {
    for (const client of clients.values()) client.drop();
    events = [];
    for (const each of [clients, sockets, shelves]) each.clear();
    clock = new VirtualClock(now);
    connections = 0;
  },
  open: (name: string, options: Options) => void clients.set(name, new Client(name, options)),
  reload(name: string, orderly: boolean, seed: number, mode: Mode | null) {
    const old = clients.get(name);
    if (!old) return;
    old.end(orderly);
    clients.set(name, new Client(name, { ...old.options, seed, mode }));
  },
  duplicate(name: string, other: string, seed: number) {
    const client = clients.get(name);
    if (client) clients.set(other, client.copy(other, seed));
  },
  pass: (ms: number) => clock.pass(ms),
  opened: (connection: number) => sockets.get(connection)?.opened(),
  frames(connection: number, texts: readonly string[]) {
    for (const text of texts) sockets.get(connection)?.frame(text);
  },
  closed: (connection: number, code: number) => sockets.get(connection)?.closed(code),
  replay: (trace: Trace) => tell('replayed', replay(trace)),
};

const gestures: Record<string, (client: Client, ...args: never[]) => void> = {
  add: (client, word: string, x: number) => client.add(word, x),
  move: (client, chances: readonly number[], x: number) => client.move(chances, x),
  colour: (client, chances: readonly number[], colour: Colour) => client.colour(chances, colour),
  remove: (client, chance: number) => client.remove(chance),
  bring: (client, kind: string, chances: readonly [number, number], word: string) => client.bring(kind, chances, word),
  change: (client, kind: string, chances: readonly [number, number]) => client.change(kind, chances),
  undo: (client, back: boolean) => client.undo(back),
  reveal: (client) => client.reveal(),
  type: (client, chance: number, place: number, word: string, letters: boolean) => client.type(chance, place, word, letters),
  erase: (client, chance: number, place: number) => client.erase(chance, place),
  close: (client, chance: number) => client.close(chance),
  place: (client) => client.place(),
  point: (client, x: number) => client.session.mine.set({ x, y: x }),
  wake: (client) => client.session.wake(),
  sleep: (client) => client.time.sleep(),
  rouse: (client) => client.time.rouse(),
  jump: (client, ms: number) => void (client.time.wrong += ms),
  flush: (client) => client.session.flush(),
  state: (client) => client.state(),
};

function obey([verb, ...args]: Command): void {
  const gesture = gestures[verb];
  if (!gesture) {
    (world[verb] as (...args: readonly unknown[]) => void)(...args);
    return;
  }
  const client = clients.get(args[0] as string);
  if (client) (gesture as (client: Client, ...args: readonly unknown[]) => void)(client, ...args.slice(1));
}

async function answer(line: string): Promise<void> {
  for (const command of JSON.parse(line) as Command[]) {
    try {
      obey(command);
    } catch (error) {
      tell('error', `${command[0]}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
    // What is asynchronous (Yjs arriving) comes about before anything else happens.
    for (let i = 0; i < 6; i++) await Promise.resolve();
  }
  process.stdout.write(`${JSON.stringify(events)}\n`);
  events = [];
}

const lines = createInterface({ input: process.stdin });
let last: Promise<void> = Promise.resolve();
lines.on('line', (line) => {
  last = last.then(() => answer(line));
});

/**
 * Shipped clients as pages have them, on real sockets and in real time. Each line on our standard input is
 * a command, `[name of the page, what, …arguments]`; each is answered by one line. All words are of one length.
 */

import { createInterface } from 'node:readline';
import * as Y from 'yjs';
import { above } from '../../frontend/src/boards/model/zorder';
import type { ViewItem } from '../../frontend/src/boards/model/types';
import { systemClock, systemRandom, type Clock, type SocketEvents, type SocketLike } from '../../frontend/src/boards/sync/ports';
import { Session } from '../../frontend/src/boards/sync/session';
import { memoryShelf } from '../../frontend/src/boards/sync/shelf';

interface Person {
  readonly url: string;
  readonly origin: string;
  readonly board: string;
  readonly person: string;
  readonly cookie: string;
}

class Page {
  readonly #person: Person;
  readonly #shelf = memoryShelf();
  readonly #tabShelf = memoryShelf();
  #isCut = false;
  #line: SocketLike | null = null;
  #life = new AbortController();
  #session: Session;

  constructor(person: Person) {
    this.#person = person;
    this.#session = this.#open();
  }

  /** The page is gone from one moment to the next, and loaded again. */
  reload(): void {
    this.#life.abort();
    this.#life = new AbortController();
    this.#session = this.#open();
  }

  add(word: string): void {
    const { store } = this.#session;
    const z = above(store.items().at(-1)?.z ?? null);
    this.#session.do({ t: 'add_note', id: this.#session.newId(), x: 0, y: 0, z, colour: 'yellow', text: word });
  }

  move(chance: number, x: number): void {
    const item = this.#pick(chance);
    if (item) this.#session.do({ t: 'move_items', moves: [{ id: item.id, x, y: -x, z: item.z }] });
  }

  /** Types a word between two others; `false` where there is no note to write on. */
  type(chance: number, place: number, word: string): boolean {
    const item = this.#pick(chance);
    if (!item) return false;
    const text = this.#session.texts.open(item.id);
    const words = Math.floor(text.text().length / word.length);
    text.splice({ at: Math.floor(place * (words + 1)) * word.length, remove: 0, insert: word });
    text.close();
    return true;
  }

  /** As a page does that goes out of sight. */
  flush(): void {
    this.#session.flush();
  }

  /** The line is away: nothing comes or goes, and dialling leads nowhere. */
  cut(): void {
    this.#isCut = true;
    this.#line?.close();
  }

  /** The line is back, and the browser says so. */
  mend(): void {
    this.#isCut = false;
    this.wake();
  }

  /** So many new notes, one after the other: the words, in order. */
  addAll(words: readonly string[]): void {
    for (const word of words) this.add(word);
  }

  wake(): void {
    this.#session.wake();
  }

  /** As `state`, where only these two matter. */
  progress(): object {
    const { link, outgoing, texts } = this.#session;
    return { link: link.get().state, unsaved: outgoing.length + texts.unsaved() };
  }

  state(): object {
    const { store, tray, link, saving, outgoing, texts } = this.#session;
    return {
      link: link.get().state,
      saving: saving.get(),
      unsaved: outgoing.length + texts.unsaved(),
      waiting: outgoing.map(({ pending: { op }, held, reoffered }) => ({ t: op.t, held, reoffered })),
      texts: Object.fromEntries(store.items().map(({ id, text }) => [id, text])),
      tray: tray.entries.get().map(({ code, text }) => ({ code, text })),
    };
  }

  #open(): Session {
    const { signal } = this.#life;
    const clock: Clock = {
      ...systemClock,
      after: (ms, call) => systemClock.after(ms, () => !signal.aborted && call()),
    };
    const { url, board: boardId, person } = this.#person;
    const session = new Session({
      ...{ boardId, person, url, mode: 'open', clock, random: systemRandom, tabShelf: this.#tabShelf },
      shelf: { ...this.#shelf, put: (key, value) => !signal.aborted && this.#shelf.put(key, value) },
      loadYjs: () => Promise.resolve(Y),
      socket: (url, events) => this.#dial(url, events, signal),
    });
    session.start();
    return session;
  }

  /** A browser's socket, with what a browser adds by itself; it goes with its page. */
  #dial(url: string, events: SocketEvents, gone: AbortSignal): SocketLike {
    if (this.#isCut) {
      setTimeout(() => events.closed(1006));
      return { send: () => undefined, close: () => undefined };
    }
    const headers = { Cookie: this.#person.cookie, Origin: this.#person.origin };
    const socket = new WebSocket(url, { headers } as unknown as string[]);
    const still = (call: () => void): void => void (gone.aborted || call());
    socket.onopen = () => still(() => events.opened());
    socket.onmessage = ({ data }: MessageEvent) => still(() => events.frame(String(data)));
    socket.onclose = ({ code }: CloseEvent) => still(() => events.closed(code));
    gone.addEventListener('abort', () => socket.close());
    return (this.#line = { send: (frame) => socket.send(frame), close: () => socket.close() });
  }

  #pick(chance: number): ViewItem | undefined {
    const items = this.#session.store.items();
    return items[Math.floor(chance * items.length)];
  }
}

const pages = new Map<string, Page>();

type Command = readonly [string, 'open', Person] | readonly [string, Exclude<keyof Page, 'constructor'>, ...never[]];

function obey([name, what, ...args]: Command): unknown {
  if (what === 'open') {
    pages.set(name, new Page(args[0] as Person));
    return null;
  }
  const page = pages.get(name);
  if (!page) throw new Error(`no page ${name}`);
  const act = page[what].bind(page) as (...args: readonly unknown[]) => unknown;
  return act(...args) ?? null;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(obey(JSON.parse(line) as Command))}\n`);
}
process.exit();

/** A server and clients on a table: every frame lies there until the test delivers, drops or repeats it. */

import * as Y from 'yjs';
import type { FromServer, ToServer } from '../model/types';
import { Session, type SessionOptions } from '../sync/session';
import type { SocketEvents } from '../sync/ports';
import { memoryShelf, type Shelf } from '../sync/shelf';
import { mortal } from './mortal';
import { BOARD, TinyServer, type Member } from './tiny-server';
import { VirtualClock, seeded } from './virtual';

/** One socket between a client and the server. */
export class Wire implements Member {
  readonly person: string;
  readonly toServer: string[] = [];
  readonly toClient: string[] = [];
  readonly #events: SocketEvents;
  readonly #server: TinyServer;
  state: 'dialling' | 'open' | 'closed' = 'dialling';
  /** Frames vanish on the way, and nobody is told. */
  dead = false;

  constructor(person: string, server: TinyServer, events: SocketEvents) {
    this.person = person;
    this.#server = server;
    this.#events = events;
  }

  /** The server takes the connection. */
  accept(): void {
    this.state = 'open';
    this.#events.opened();
  }

  send(message: FromServer): void {
    if (!this.dead) this.toClient.push(JSON.stringify(message));
  }

  /** The server, or the network, closes it. */
  close(code: number): void {
    this.gone();
    this.#events.closed(code);
  }

  /** Nothing arrives at the server any more. */
  gone(): void {
    this.state = 'closed';
    this.#server.members.delete(this);
  }

  /** The server hears the next frame. */
  up(): boolean {
    const frame = this.toServer.shift();
    if (frame !== undefined && this.state === 'open') this.#server.hear(this, JSON.parse(frame) as ToServer);
    return frame !== undefined;
  }

  /** The client hears the next frame. */
  down(): boolean {
    const frame = this.toClient.shift();
    if (frame !== undefined) this.#events.frame(frame);
    return frame !== undefined;
  }

  hear(message: FromServer): void {
    this.garble(JSON.stringify(message));
  }

  /** The client hears what no server should say. */
  garble(frame: string): void {
    this.#events.frame(frame);
  }
}

export class Client {
  readonly person: string;
  readonly shelf: Shelf;
  readonly tabShelf: Shelf;
  readonly wires: Wire[] = [];
  readonly sent: ToServer[] = [];
  readonly session: Session;
  /** A server that cannot be reached refuses connections. */
  reachable = true;
  readonly #world: ReturnType<typeof mortal>;

  constructor(bench: Bench, person: string, shelf: Shelf, tabShelf: Shelf, options: Partial<SessionOptions>) {
    this.person = person;
    this.shelf = shelf;
    this.tabShelf = tabShelf;
    this.#world = mortal(bench.clock, shelf);
    this.session = new Session({
      ...{ boardId: BOARD, person, url: 'ws://test', mode: 'open', tabShelf },
      ...{ shelf: this.#world.shelf, clock: this.#world.clock },
      ...{ random: seeded(bench.seed++), loadYjs: () => Promise.resolve(Y) },
      socket: (_url, events) => {
        const wire = new Wire(person, bench.server, events);
        this.wires.push(wire);
        return {
          send: (frame) => {
            this.sent.push(JSON.parse(frame) as ToServer);
            if (wire.state === 'open' && !wire.dead) wire.toServer.push(frame);
          },
          close: () => wire.gone(),
        };
      },
      ...options,
      ...(options.shelf ? { shelf: this.#world.shelf } : {}),
    });
    this.session.start();
  }

  /** The page is gone from one moment to the next: its timers and promises do nothing any more. */
  kill(): void {
    this.#world.kill();
    this.wire.gone();
  }

  get wire(): Wire {
    const wire = this.wires.at(-1);
    if (!wire) throw new Error('never connected');
    return wire;
  }

  add(text: string, fields: { x?: number; y?: number } = {}): string {
    const id = this.session.newId();
    this.session.do({ t: 'add_note', id, x: 0, y: 0, z: 'U', colour: 'yellow', text, ...fields });
    return id;
  }

  texts(): string[] {
    return this.session.store.items().map(({ text }) => text);
  }

  ops(): ToServer[] {
    return this.sent.filter(({ t }) => t === 'op');
  }
}

export class Bench {
  readonly clock = new VirtualClock();
  readonly server = new TinyServer(this.clock);
  readonly clients: Client[] = [];
  seed: number;

  constructor(seed = 1) {
    this.seed = seed;
  }

  client(person = 'a1'.repeat(16), options: Partial<SessionOptions> = {}): Client {
    const client = new Client(this, person, options.shelf ?? memoryShelf(), options.tabShelf ?? memoryShelf(), options);
    this.clients.push(client);
    return client;
  }

  /** A client that is connected and joined. */
  joined(person?: string, options?: Partial<SessionOptions>): Client {
    const client = this.client(person, options);
    client.wire.accept();
    this.settle();
    return client;
  }

  /** The same tab after a reload; `orderly`: the page could say good-bye. */
  reload(client: Client, orderly = false): Client {
    if (orderly) client.session.dispose();
    client.kill();
    this.clients.splice(this.clients.indexOf(client), 1);
    return this.client(client.person, { shelf: client.shelf, tabShelf: client.tabShelf });
  }

  /** Delivers everything that lies on the table, and what comes of it. */
  settle(): void {
    for (let busy = true; busy; ) {
      busy = false;
      for (const { wires } of this.clients) for (const wire of wires) busy = wire.up() || wire.down() || busy;
    }
  }

  /** Lets time pass; new connections are taken, frames delivered. */
  async pass(ms: number, step = 50): Promise<void> {
    for (let passed = 0; passed < ms; passed += step) {
      this.clock.pass(Math.min(step, ms - passed));
      await this.turn();
    }
  }

  /** What is asynchronous (loading Yjs) gets its turn. */
  async turn(): Promise<void> {
    for (const { reachable, wire } of this.clients) if (wire.state === 'dialling' && reachable) wire.accept();
    this.settle();
    for (let i = 0; i < 4; i++) await Promise.resolve();
    this.settle();
  }
}

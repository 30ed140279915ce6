/**
 * The line to the server: one socket at a time, watched and made anew. What an old socket still says
 * is not heard (every socket has its own events, void once it was let go).
 */

import { Value, sameFields } from '../model/value';
import type { FromServer, ToServer, Unsubscribe } from '../model/types';
import type { Clock, Random, SocketFactory, SocketLike } from './ports';
import { readFrame } from './reading';
import type { ServerTime } from './time';

/** How the connection is.
 *  `connecting`   the first connection is being made
 *  `live`         joined, everything up to date or on its way
 *  `dead`         lost; writing goes on, and it is tried again (at `retryAt`, own clock, ms)
 *  `reload_page`  the server speaks another protocol: only reloading the page helps
 *  `not_member`   no longer a member of this board: nothing more is sent
 *  `closed`       `dispose()` was called */
export type LinkState = 'connecting' | 'live' | 'dead' | 'reload_page' | 'not_member' | 'closed';
export interface Link {
  readonly state: LinkState;
  readonly retryAt: number | null;
}
/** States after which nothing is tried any more. */
export type FinalState = 'reload_page' | 'not_member' | 'closed';

export interface LineEvents {
  opened(): void;
  message(message: FromServer): void;
  /** Entries of the message that follows could not be read: what we hold is not all that the server has. */
  partly(): void;
  /** What came could not be understood, and will not be told again on this connection. */
  garbled(): void;
  down(): void;
}

const PING_EVERY = 5_000;
/** Silence after which the line is asked whether it is there, and after which it is given up. */
const PROBE_AFTER = 2_500;
const DEAD_AFTER = 5_000;
/** How long opening, joining and each piece of a snapshot may take. */
const PATIENCE = 15_000;
const RETRY_FIRST = 500;
const RETRY_GROWS_FROM = 2_000;
const RETRY_MOST = 15_000;
/** The longest that the server may ask us to stay away. */
const RETRY_ASKED_MOST = 60_000;
/** After the server showed us the door (not understood, too much): longer. */
const RETRY_SCOLDED = 10_000;
/** A connection that held for so long counts as a good one. */
const GOOD_AFTER = 5_000;

const CLOSE_NOT_UNDERSTOOD = 4001;
const CLOSE_NOT_MEMBER = 4003;
const CLOSE_OLD_PAGE = 4010;
const CLOSE_TOO_MUCH = 4029;

interface Socket {
  socket: SocketLike | null;
  open: boolean;
  live: boolean;
}

export class Line {
  readonly link = new Value<Link>({ state: 'connecting', retryAt: null }, sameFields);
  /** How many frames could not be understood, wholly or in part. */
  misread = 0;
  readonly #url: string;
  readonly #connect: SocketFactory;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #time: ServerTime;
  readonly #events: LineEvents;
  #current: Socket | null = null;
  #timer: Unsubscribe | null = null;
  #attempts = 0;
  #asked: number | null = null;
  /** When dialling or joining last got on. */
  #gotOnAt = 0;
  #heardAt = 0;
  #liveSince = 0;
  #probed = false;
  #pingN = 0;
  #pingedAt = 0;
  readonly #pings = new Map<number, number>();

  constructor(url: string, connect: SocketFactory, clock: Clock, random: Random, time: ServerTime, events: LineEvents) {
    this.#url = url;
    this.#connect = connect;
    this.#clock = clock;
    this.#random = random;
    this.#time = time;
    this.#events = events;
  }

  get isLive(): boolean {
    return this.#current?.live ?? false;
  }

  start(): void {
    this.#dial();
  }

  /** Sends if the socket is open; says whether it did. */
  send(message: ToServer): boolean {
    if (!this.#current?.open) return false;
    try {
      this.#current.socket?.send(JSON.stringify(message));
      return true;
    } catch {
      this.#lost(null);
      return false;
    }
  }

  /** The server took us in: from now on silence means that the line is dead. */
  joined(): void {
    if (!this.#current) return;
    this.#current.live = true;
    this.#liveSince = this.#clock.ticks();
    this.link.set({ state: 'live', retryAt: null });
    this.#ping();
    this.#watch();
  }

  /** Lets go of the socket and comes back after a while. */
  restart(): void {
    if (this.#current) this.#lost(null);
  }

  /** Comes back at once where it is waiting to. */
  wake(): void {
    if (this.link.get().state === 'dead' && !this.#current) this.#dial();
  }

  /** Lets go of the socket for good. */
  stop(state: FinalState): void {
    if (isFinal(this.link.get().state)) return;
    const had = this.#current;
    this.#letGo();
    this.link.set({ state, retryAt: null });
    if (had) this.#events.down();
  }

  #dial(): void {
    this.#timer?.();
    const own: Socket = { socket: null, open: false, live: false };
    const ifCurrent = (act: () => void): void => {
      if (this.#current === own) act();
    };
    this.#current = own;
    this.#gotOnAt = this.#clock.ticks();
    if (this.link.get().state === 'dead') this.link.set({ state: 'dead', retryAt: null });
    try {
      own.socket = this.#connect(this.#url, {
        opened: () => ifCurrent(() => this.#opened(own)),
        frame: (text) => ifCurrent(() => this.#frame(text)),
        closed: (code) => ifCurrent(() => this.#lost(code)),
      });
    } catch {
      this.#lost(null);
      return;
    }
    this.#watch();
  }

  #opened(own: Socket): void {
    own.open = true;
    this.#heard();
    this.#events.opened();
  }

  #frame(text: string): void {
    this.#heard();
    const frame = readFrame(text);
    if (frame.as === 'garbled') this.#misread(frame.t, frame.costs);
    if (frame.as !== 'message') return;
    const { message } = frame;
    if (message.t === 'pong') {
      const askedAt = this.#pings.get(message.n);
      this.#pings.clear();
      if (askedAt !== undefined) this.#time.answered(askedAt, message.now);
    } else if (message.t === 'bye') this.#asked = message.retry_ms;
    if (message.t === 'welcome' || message.t === 'items') this.#gotOnAt = this.#heardAt;
    if (message.t === 'mark') this.send({ t: 'seen', n: message.n });
    else this.#tell(message, frame.partly);
  }

  /** Whatever goes wrong with a message ends its connection at most. */
  #tell(message: FromServer, partly: boolean): void {
    try {
      if (partly) this.#misread('entries', false);
      if (partly) this.#events.partly();
      this.#events.message(message);
    } catch (error) {
      this.#misread(error, true);
    }
  }

  #misread(what: unknown, costs: boolean): void {
    this.misread++;
    console.error('not understood', what);
    if (costs) this.#events.garbled();
  }

  #heard(): void {
    this.#heardAt = this.#clock.ticks();
    this.#probed = false;
  }

  #ping(): void {
    this.#pingedAt = this.#clock.ticks();
    this.#pings.set(++this.#pingN, this.#pingedAt);
    this.send({ t: 'ping', n: this.#pingN });
  }

  /** Looks after the socket: pings it, and lets go of it when it says nothing for too long. */
  #watch(): void {
    this.#timer?.();
    const current = this.#current;
    if (!current) return;
    const now = this.#clock.ticks();
    const silent = now - this.#heardAt;
    const waited = now - this.#gotOnAt;
    if (current.live ? silent >= DEAD_AFTER : waited >= PATIENCE) {
      this.#lost(null);
      return;
    }
    if (!current.live) {
      this.#timer = this.#clock.after(PATIENCE - waited, () => this.#watch());
      return;
    }
    const probe = silent >= PROBE_AFTER && !this.#probed;
    if (probe || now - this.#pingedAt >= PING_EVERY) {
      this.#probed ||= probe;
      this.#ping();
    }
    const next = silent < PROBE_AFTER ? PROBE_AFTER - silent : DEAD_AFTER - silent;
    this.#timer = this.#clock.after(next, () => this.#watch());
  }

  #letGo(): void {
    this.#timer?.();
    this.#timer = null;
    const had = this.#current;
    this.#current = null;
    this.#pings.clear();
    had?.socket?.close();
  }

  #lost(code: number | null): void {
    if (code === CLOSE_OLD_PAGE) {
      this.stop('reload_page');
      return;
    }
    if (code === CLOSE_NOT_MEMBER) {
      this.stop('not_member');
      return;
    }
    if (this.#current?.live && this.#clock.ticks() - this.#liveSince >= GOOD_AFTER) this.#attempts = 0;
    this.#letGo();
    const wait = this.#pause(code);
    this.#attempts++;
    this.#asked = null;
    this.link.set({ state: 'dead', retryAt: this.#clock.now() + wait });
    this.#timer = this.#clock.after(wait, () => this.#dial());
    this.#events.down();
  }

  #pause(code: number | null): number {
    const between = (low: number, high: number): number => Math.round(low + this.#random.float() * (high - low));
    const usual = (): number => between(RETRY_FIRST, Math.min(RETRY_MOST, RETRY_GROWS_FROM * 2 ** this.#attempts));
    if (this.#asked !== null) {
      const asked = Math.min(this.#asked, RETRY_ASKED_MOST) + between(0, RETRY_FIRST);
      return this.#attempts === 0 ? asked : Math.max(asked, usual());
    }
    if (code === CLOSE_NOT_UNDERSTOOD || code === CLOSE_TOO_MUCH) return between(RETRY_SCOLDED, 3 * RETRY_SCOLDED);
    return usual();
  }
}

export function isFinal(state: LinkState): state is FinalState {
  return state === 'reload_page' || state === 'not_member' || state === 'closed';
}

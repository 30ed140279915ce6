/** Where people are: mine goes out at most ten times a second, theirs comes in. Never in silence. */

import { Value } from '../model/value';
import type { Presence, Spot, ToServer, Unsubscribe } from '../model/types';
import type { Clock } from './ports';

const EVERY = 100;

export class PresenceOut {
  readonly #clock: Clock;
  readonly #send: (message: ToServer) => void;
  readonly #allowed: () => boolean;
  #next: Presence | null = null;
  #timer: Unsubscribe | null = null;
  #sentAt = -Infinity;

  constructor(clock: Clock, allowed: () => boolean, send: (message: ToServer) => void) {
    this.#clock = clock;
    this.#allowed = allowed;
    this.#send = send;
  }

  set(where: Presence | null): void {
    if (!this.#allowed()) return;
    this.#next = where ? whole(where) : {};
    const wait = this.#sentAt + EVERY - this.#clock.ticks();
    if (wait <= 0) this.#flush();
    else this.#timer ??= this.#clock.after(wait, () => this.#flush());
  }

  /** Forgets what is not yet sent. */
  stop(): void {
    this.#timer?.();
    this.#timer = null;
    this.#next = null;
  }

  #flush(): void {
    this.#timer?.();
    this.#timer = null;
    if (this.#next && this.#allowed()) {
      this.#sentAt = this.#clock.ticks();
      this.#send({ t: 'presence', ...this.#next });
    }
    this.#next = null;
  }
}

function whole({ x, y, item }: Presence): Presence {
  return {
    ...(x === undefined ? {} : { x: Math.round(x) }),
    ...(y === undefined ? {} : { y: Math.round(y) }),
    ...(item === undefined ? {} : { item }),
  };
}

export class PresenceIn {
  readonly cursors = new Value<ReadonlyMap<string, Spot>>(new Map());
  readonly #me: string;

  constructor(me: string) {
    this.#me = me;
  }

  heard(people: Readonly<Record<string, Spot | null>>): void {
    const next = new Map(this.cursors.get());
    for (const [person, spot] of Object.entries(people)) {
      if (spot && person !== this.#me) next.set(person, spot);
      else next.delete(person);
    }
    this.cursors.set(next);
  }

  clear(): void {
    if (this.cursors.get().size > 0) this.cursors.set(new Map());
  }
}

/**
 * Where people are and what they have chosen: mine goes out at most ten times a second, theirs comes in.
 * Never in silence.
 */

import { Value } from '../model/value';
import type { Presence, Spot, ToServer, Unsubscribe } from '../model/types';
import { CHOSEN_LIMIT } from '../model/wire';
import type { Clock } from './ports';

const EVERY = 100;
const NONE: readonly string[] = [];

export class PresenceOut {
  readonly #clock: Clock;
  readonly #send: (message: ToServer) => void;
  readonly #allowed: () => boolean;
  #where: Presence = {};
  #chosen = NONE;
  /** What the server knows of what is chosen. */
  #told = NONE;
  #timer: Unsubscribe | null = null;
  #sentAt = -Infinity;

  constructor(clock: Clock, allowed: () => boolean, send: (message: ToServer) => void) {
    this.#clock = clock;
    this.#allowed = allowed;
    this.#send = send;
  }

  set(where: Presence | null): void {
    this.#where = where ? whole(where) : {};
    this.#soon();
  }

  /** What I have chosen; the first of many. */
  choose(ids: ReadonlySet<string>): void {
    const chosen: string[] = [];
    for (const id of ids) if (chosen.push(id) === CHOSEN_LIMIT) break;
    if (chosen.join() === this.#chosen.join()) return;
    this.#chosen = chosen;
    this.#soon();
  }

  /** The server knows nothing of me: what is still chosen is told anew. */
  again(): void {
    this.#told = NONE;
    if (this.#chosen.length > 0) this.#soon();
  }

  /** Forgets what is not yet sent. */
  stop(): void {
    this.#timer?.();
    this.#timer = null;
  }

  #soon(): void {
    if (!this.#allowed()) return;
    const wait = this.#sentAt + EVERY - this.#clock.ticks();
    if (wait <= 0) this.#flush();
    else this.#timer ??= this.#clock.after(wait, () => this.#flush());
  }

  #flush(): void {
    this.stop();
    if (!this.#allowed()) return;
    this.#sentAt = this.#clock.ticks();
    const news = this.#chosen === this.#told ? {} : { chosen: this.#chosen };
    this.#told = this.#chosen;
    this.#send({ t: 'presence', ...this.#where, ...news });
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
  /** What others have chosen, of those who have. */
  readonly choices = new Value<ReadonlyMap<string, readonly string[]>>(new Map());
  readonly #me: string;

  constructor(me: string) {
    this.#me = me;
  }

  heard(people: Readonly<Record<string, Spot | null>>): void {
    const next = new Map(this.cursors.get());
    for (const [person, spot] of Object.entries(people)) {
      if (person === this.#me) continue;
      if (spot) next.set(person, spot);
      else next.delete(person);
      if (!spot || spot.chosen) this.#chose(person, spot?.chosen ?? NONE);
    }
    this.cursors.set(next);
  }

  clear(): void {
    if (this.cursors.get().size > 0) this.cursors.set(new Map());
    if (this.choices.get().size > 0) this.choices.set(new Map());
  }

  #chose(person: string, chosen: readonly string[]): void {
    const known = this.choices.get();
    if (chosen.length === 0 && !known.has(person)) return;
    const next = new Map(known);
    if (chosen.length > 0) next.set(person, chosen);
    else next.delete(person);
    this.choices.set(next);
  }
}

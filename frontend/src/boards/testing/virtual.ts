/** Time and chance that a test decides. */

import type { Clock, Random } from '../sync/ports';
import type { Unsubscribe } from '../model/types';

interface Timer {
  readonly at: number;
  readonly n: number;
  readonly call: () => void;
}

/** A clock that stands still until it is moved on. */
export class VirtualClock implements Clock {
  /** What the device's clock shows too much, ms. */
  wrong = 0;
  #now: number;
  #n = 0;
  readonly #timers = new Map<number, Timer>();

  constructor(now = Date.UTC(2026, 2, 12, 8)) {
    this.#now = now;
  }

  now(): number {
    return this.#now + this.wrong;
  }

  ticks(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): Unsubscribe {
    const n = ++this.#n;
    this.#timers.set(n, { at: this.#now + Math.max(0, ms), n, call });
    return () => {
      this.#timers.delete(n);
    };
  }

  /** Lets `ms` pass; what falls due is called in order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (let next = this.#due(until); next; next = this.#due(until)) {
      this.#timers.delete(next.n);
      this.#now = next.at;
      next.call();
    }
    this.#now = until;
  }

  #due(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.at <= until && (!first || timer.at < first.at)) first = timer;
    }
    return first;
  }
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random & { below(limit: number): number } {
  let state = seed >>> 0;
  const float = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(float() * limit);
  return { float, below, bytes: (count) => Uint8Array.from({ length: count }, () => below(256)) };
}

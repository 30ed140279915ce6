import type { Clock } from './ports';

/** How many measurements are remembered; older ones make room, so that a clock that drifts is followed. */
const REMEMBERED = 8;

interface Sample {
  readonly roundTrip: number;
  readonly offset: number;
}

/** An instant of the protocol in ms since 1970. */
export function parseInstant(text: string): number {
  return Date.parse(text.replace(/(\.\d{3})\d*Z$/, '$1Z'));
}

/** Milliseconds since 1970 as the protocol writes instants. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}

/** Estimates the server's clock from its answers; the quickest of the latest tells best. */
export class ServerTime {
  readonly #clock: Clock;
  #samples: Sample[] = [];
  #first = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    const best = this.#samples.reduce<Sample | null>((a, b) => (a && a.roundTrip <= b.roundTrip ? a : b), null);
    return this.#clock.now() + (best?.offset ?? this.#first);
  }

  /** The server just said what time it is; how long ago it said so is not known. */
  heard(serverNow: string): void {
    if (this.#samples.length === 0) this.#first = parseInstant(serverNow) - this.#clock.now();
  }

  /** The server answered what was asked at `askedAt`. */
  answered(askedAt: number, serverNow: string): void {
    const roundTrip = this.#clock.now() - askedAt;
    const offset = parseInstant(serverNow) + roundTrip / 2 - this.#clock.now();
    this.#samples = [...this.#samples, { roundTrip, offset }].slice(-REMEMBERED);
  }
}

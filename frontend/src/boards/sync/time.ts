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

/** A clock that was put right, or a device that slept, by more than this: earlier answers tell nothing any more. */
const JUMP = 1_000;

/** Estimates the server's clock from its answers; the quickest of the latest tells best. What the device's
 *  own clock shows does not matter. */
export class ServerTime {
  readonly #clock: Clock;
  #samples: Sample[] = [];
  #first: number;
  #apart: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#apart = this.#first = clock.now() - clock.ticks();
  }

  now(): number {
    const best = this.#samples.reduce<Sample | null>((a, b) => (a && a.roundTrip <= b.roundTrip ? a : b), null);
    return this.#clock.ticks() + (best?.offset ?? this.#first);
  }

  /** The server just said what time it is; how long ago it said so is not known. */
  heard(serverNow: string): void {
    this.#look();
    const now = parseInstant(serverNow);
    if (this.#samples.length === 0 && Number.isFinite(now)) this.#first = now - this.#clock.ticks();
  }

  /** The server answered what was asked at `askedAt` (in ticks). */
  answered(askedAt: number, serverNow: string): void {
    this.#look();
    const roundTrip = this.#clock.ticks() - askedAt;
    const offset = parseInstant(serverNow) + roundTrip / 2 - this.#clock.ticks();
    if (!Number.isFinite(offset)) return;
    this.#samples = [...this.#samples, { roundTrip, offset }].slice(-REMEMBERED);
  }

  #look(): void {
    const apart = this.#clock.now() - this.#clock.ticks();
    if (Math.abs(apart - this.#apart) > JUMP) this.#samples = [];
    this.#apart = apart;
  }
}

import { distance, type Point } from '../geometry';

const SOON_MS = 380;
const NEAR_PX = 28;

/** Tells the second of two taps on the same thing at the same place. */
export class Taps {
  #last: { readonly at: Point; readonly on: string | null; readonly time: number } | null = null;

  /** Whether this tap makes a double tap. A third tap begins anew. */
  isDouble(at: Point, on: string | null, time: number): boolean {
    const last = this.#last;
    const double = last?.on === on && time - last.time < SOON_MS && distance(last.at, at) < NEAR_PX;
    this.#last = double ? null : { at, on, time };
    return double;
  }
}

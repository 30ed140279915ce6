/**
 * Sends what is in the outbox, in order: so many at a time that the server does not take it for a flood
 * (B8.2), again from the start after each joining, and again when no answer came.
 */

import type { SendOp, Unsubscribe } from '../model/types';
import type { Outbox, Outgoing } from './outbox';
import type { Clock } from './ports';

/** Operations under way at once. */
const WINDOW = 64;
/** Operations a second, and how many of them may come in one go. */
const PER_SECOND = 100;
/** No answer after so long: sent again under the same `op_id`. */
const RESEND_AFTER = 10_000;

export interface SenderEnds {
  send(message: SendOp): boolean;
  /** Another tab has settled it, or its writing is in the tray. */
  drop(outgoing: Outgoing): void;
}

export class Sender {
  readonly #outbox: Outbox;
  readonly #clock: Clock;
  readonly #ends: SenderEnds;
  #open = false;
  #tokens = PER_SECOND;
  #countedAt = 0;
  #pausedUntil = 0;
  #suspicious = false;
  #timer: Unsubscribe | null = null;

  constructor(outbox: Outbox, clock: Clock, ends: SenderEnds) {
    this.#outbox = outbox;
    this.#clock = clock;
    this.#ends = ends;
  }

  /** Joined: everything pending goes out again, in order. */
  start(): void {
    this.#open = true;
    this.#tokens = PER_SECOND;
    this.#countedAt = this.#clock.ticks();
    this.#pausedUntil = 0;
    for (const each of this.#outbox.all()) {
      each.sentAt = null;
      each.accepted = null;
    }
    this.pump();
  }

  stop(): void {
    this.#open = false;
    this.#timer?.();
    this.#timer = null;
  }

  /** Sends nothing new for a while: the server asked for it. */
  pause(ms: number): void {
    this.#pausedUntil = this.#clock.ticks() + ms;
    this.pump();
  }

  /**
   * The server did not understand a frame and could not say which. What is under way is sent again one by
   * one; when it happens again with one alone under way, that one is returned.
   */
  suspect(): Outgoing | null {
    const underWay = this.#underWay();
    if (this.#suspicious && underWay.length === 1) return underWay[0] ?? null;
    this.#suspicious = true;
    for (const each of underWay) each.sentAt = null;
    this.pump();
    return null;
  }

  /** Sends what may be sent now. */
  pump(): void {
    if (!this.#open) return;
    this.#timer?.();
    this.#timer = null;
    this.#refill();
    if (this.#clock.ticks() >= this.#pausedUntil) this.#sendMore();
    this.#wait();
  }

  #sendMore(): void {
    const now = this.#clock.ticks();
    for (const each of this.#outbox.all()) {
      if (each.accepted || each.held || (each.sentAt !== null && now - each.sentAt < RESEND_AFTER)) continue;
      if (each.sentAt === null && this.#underWay().length >= (this.#suspicious ? 1 : WINDOW)) break;
      if (this.#tokens < 1) break;
      if (each.covered || this.#outbox.settledElsewhere(each)) {
        this.#ends.drop(each);
        continue;
      }
      if (!this.#send(each)) return;
    }
    if (this.#outbox.all().length === 0) this.#suspicious = false;
  }

  #send(each: Outgoing): boolean {
    const { op_id, op, private: mine } = each.pending;
    each.sentAt = this.#clock.ticks();
    each.everSent = true;
    this.#tokens--;
    return this.#ends.send({ t: 'op', op_id, private: mine, op });
  }

  #underWay(): Outgoing[] {
    return this.#outbox.all().filter((each) => each.sentAt !== null && !each.accepted);
  }

  #refill(): void {
    const now = this.#clock.ticks();
    this.#tokens = Math.min(PER_SECOND, this.#tokens + ((now - this.#countedAt) * PER_SECOND) / 1000);
    this.#countedAt = now;
  }

  /** Comes back when there is something to do without anybody asking. */
  #wait(): void {
    const now = this.#clock.ticks();
    const times: number[] = [];
    for (const each of this.#outbox.all()) {
      if (each.accepted || each.held) continue;
      if (each.sentAt !== null) times.push(each.sentAt + RESEND_AFTER);
      else if (now < this.#pausedUntil) times.push(this.#pausedUntil);
      else if (this.#tokens < 1) times.push(now + Math.ceil(((1 - this.#tokens) * 1000) / PER_SECOND));
    }
    if (times.length === 0) return;
    const wait = Math.max(1, times.reduce((a, b) => Math.min(a, b)) - now);
    this.#timer = this.#clock.after(wait, () => this.pump());
  }
}

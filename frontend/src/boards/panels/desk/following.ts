/**
 * My view goes with somebody's, or goes once to where she is. Whatever I do myself ends it; nothing moves
 * while I write. Where she looks comes only while I follow: nobody says it else (docs/board-protocol.md B11).
 */

import { toScreen, type Camera } from '../../canvas/camera';
import type { Engine } from '../../canvas/engine';
import { Value } from '../../model/value';
import type { Person, Unsubscribe } from '../../sync';
import { glided } from './glide';

/** Why it ended: by myself, because I am there, she left, silence, my line, or she looks at no canvas. */
export type Why = 'myself' | 'there' | 'left' | 'silence' | 'away' | 'nowhere';

export interface Whom {
  readonly person: string;
  readonly label: string;
  /** Only to where she is now. */
  readonly once: boolean;
}

export interface Ended extends Whom {
  readonly why: Why;
}

/** Who does not say within this time where she looks, looks at a list. */
const PATIENCE_MS = 3000;
const FRAME_MS = 16;
const WRITTEN_IN = 'input, textarea, select, [contenteditable]';

export class Follower {
  readonly whom = new Value<Whom | null>(null);
  readonly ended = new Value<Ended | null>(null);
  readonly #engine: Engine;
  readonly #jumps: () => boolean;
  #stops: readonly Unsubscribe[] = [];
  #patience: ReturnType<typeof setTimeout> | undefined;
  #target: Camera | null = null;
  #frame = 0;
  #at = 0;
  /** The camera moves by me, not by a hand. */
  #moving = false;

  /** `jumps`: whether motion is to be avoided. */
  constructor(engine: Engine, jumps: () => boolean) {
    this.#engine = engine;
    this.#jumps = jumps;
  }

  follow({ id, label }: Person, once = false): void {
    const { board } = this.#engine;
    this.#quiet();
    this.#engine.leaveEditing(false);
    this.ended.set(null);
    this.whom.set({ person: id, label, once });
    this.#stops = [...this.#untilIDoSomething(), ...this.#untilSheIsGone(id)];
    board.follow(id);
    this.#patience = setTimeout(() => this.end('nowhere'), PATIENCE_MS);
  }

  end(why: Why): void {
    const whom = this.whom.get();
    if (!whom) return;
    this.#quiet();
    this.#engine.board.follow(null);
    this.whom.set(null);
    this.ended.set({ ...whom, why });
  }

  #untilIDoSomething(): readonly Unsubscribe[] {
    const { camera, editing, grip } = this.#engine;
    const mine = (): void => this.end('myself');
    const key = (event: KeyboardEvent): void => {
      const written = event.target instanceof Element && event.target.matches(WRITTEN_IN);
      if (written || event.key === 'Escape') mine();
    };
    window.addEventListener('keydown', key, true);
    return [
      camera.subscribe(() => {
        if (!this.#moving) mine();
      }),
      editing.subscribe(mine),
      grip.subscribe(mine),
      () => window.removeEventListener('keydown', key, true),
    ];
  }

  #untilSheIsGone(id: string): readonly Unsubscribe[] {
    const { about, link, people, sight } = this.#engine.board;
    return [
      about.subscribe(() => {
        if (about.get()?.mode === 'silent') this.end('silence');
      }),
      link.subscribe(() => {
        if (link.get().state !== 'live') this.end('away');
      }),
      people.subscribe(() => {
        if (!people.get().some((person) => person.id === id && person.here)) this.end('left');
      }),
      sight.subscribe(() => this.#seen()),
    ];
  }

  #seen(): void {
    const sight = this.#engine.board.sight.get();
    if (sight?.person !== this.whom.get()?.person || !sight) return;
    clearTimeout(this.#patience);
    const { x, y, w, h } = sight;
    this.#target = this.#engine.cameraFor({ left: x, top: y, right: x + w, bottom: y + h });
    if (this.#jumps()) this.#go(Infinity);
    else if (this.#frame === 0) {
      this.#at = performance.now() - FRAME_MS;
      this.#frame = requestAnimationFrame(this.#glide);
    }
  }

  readonly #glide = (now: number): void => {
    this.#frame = 0;
    const ms = now - this.#at;
    this.#at = now;
    if (!this.#go(Math.max(ms, 1))) this.#frame = requestAnimationFrame(this.#glide);
  };

  /** Goes on for so long; whether it is there. */
  #go(ms: number): boolean {
    const { camera } = this.#engine;
    if (!this.#target) return true;
    const middle = toScreen(camera.get(), this.#engine.middle());
    this.#moving = true;
    this.#engine.look(glided(camera.get(), this.#target, middle, ms));
    this.#moving = false;
    if (camera.get() !== this.#target) return false;
    this.#target = null;
    if (this.whom.get()?.once) this.end('there');
    return true;
  }

  /** Hears nothing and moves nothing any more. */
  #quiet(): void {
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
    clearTimeout(this.#patience);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#target = null;
  }
}

// @vitest-environment node
/** Whatever a server, a proxy or another version sends: the page stays up and loses nothing. More of it:
 *  `RUNS=1000`; one of it again: `SEED=…`. */

import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonical } from '../model/hash';
import { Bench, type Client } from '../testing/bench';
import { Strange } from '../testing/strange';
import { seeded } from '../testing/virtual';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);
const RUNS = Number(process.env.RUNS ?? 60);
const FIRST = Number(process.env.SEED ?? 1 + Math.floor(Math.random() * 1_000_000));
const SEEDS = Array.from({ length: process.env.SEED ? 1 : RUNS }, (_, i) => FIRST + i);
const FRAMES = 60;
/** Dials of one page in a minute: more is a storm. */
const DIALS_A_MINUTE = 25;
const STAYS_AWAY_AT_MOST = 61_000;

/** Anna's page, under a server that talks nonsense between what is true. */
class Ordeal {
  readonly bench: Bench;
  readonly written: string[] = [];
  readonly heard: string[] = [];
  anna: Client;
  readonly #ben: Client;
  readonly #chance: ReturnType<typeof seeded>;
  readonly #strange: Strange;
  #dials: number[] = [];

  constructor(seed: number) {
    this.#chance = seeded(seed);
    this.#strange = new Strange(this.#chance);
    this.bench = new Bench(seed);
    this.anna = this.bench.joined(ANNA);
    this.#ben = this.bench.joined(BEN);
  }

  async run(): Promise<void> {
    for (let n = 0; n < FRAMES; n++) {
      this.#write();
      await this.#pass(this.#chance.below(8) === 0 ? 3_000 : 100);
      for (let waited = 0; this.anna.wire.state !== 'open'; waited++) {
        expect(waited * 1_000).toBeLessThanOrEqual(STAYS_AWAY_AT_MOST);
        await this.#pass(1_000);
      }
      this.anna.wire.garble(this.#strange.frame(this.heard));
      this.#look();
    }
  }

  /** The server speaks the truth again, on a new connection. */
  async calm(): Promise<void> {
    this.bench.server.forgetful = true;
    if (this.anna.session.over) this.#reload();
    else if (this.anna.wire.state === 'open') this.anna.wire.close(1006);
    for (let i = 0; i < 16; i++) {
      await this.bench.pass(5_000, 100);
      this.bench.server.beat();
    }
    await this.bench.turn();
  }

  /** Somebody writes: something that nobody else writes, so that it can be looked for. */
  #write(): void {
    const who = this.#chance.below(3) === 0 ? this.#ben : this.anna;
    const item = who.session.store.items()[this.#chance.below(4)];
    const letter = String.fromCodePoint(0xf0000 + this.written.length);
    const does = this.#chance.below(4);
    if (does === 0 || !item) who.add(this.#noted(letter));
    else if (does === 1) who.session.do({ t: 'move_items', moves: [{ id: item.id, x: this.#chance.below(99), y: 0, z: 'a' }] });
    else if (does === 2) {
      const text = who.session.texts.open(item.id);
      text.splice({ at: 0, remove: 0, insert: this.#noted(letter) });
      if (this.#chance.below(2)) text.close();
    }
  }

  #noted(letter: string): string {
    this.written.push(letter);
    return letter;
  }

  async #pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      this.heard.push(...this.anna.wire.toClient);
      const before = this.anna.wires.length;
      await this.bench.pass(100);
      this.#dials.push(...Array.from({ length: this.anna.wires.length - before }, () => this.bench.clock.ticks()));
    }
    if (this.heard.length > 200) this.heard.splice(0, 100);
  }

  /** How it stands after a frame. */
  #look(): void {
    const { session } = this.anna;
    const now = this.bench.clock.ticks();
    expect(Number.isFinite(session.time.now())).toBe(true);
    const { retryAt } = session.link.get();
    if (retryAt !== null) expect(retryAt - now).toBeLessThanOrEqual(STAYS_AWAY_AT_MOST);
    for (const { x, y, epoch } of session.store.items()) expect([x, y, epoch].every(Number.isSafeInteger)).toBe(true);
    for (const { seq } of session.store.streams()) expect(Number.isSafeInteger(seq)).toBe(true);
    for (const spot of session.theirs.cursors.get().values()) expect(spot.x === null || Number.isFinite(spot.x)).toBe(true);
    this.#dials = this.#dials.filter((at) => at > now - 60_000);
    expect(this.#dials.length).toBeLessThanOrEqual(DIALS_A_MINUTE);
    if (session.over) this.#reload();
  }

  /** Told to stop for good: only loading the page again helps. */
  #reload(): void {
    this.anna.session.flush();
    this.anna = this.bench.reload(this.anna);
  }
}

function hash(client: Client, kind: 'board' | 'own'): string {
  const stream = client.session.store.streams().find((each) => each.kind === kind);
  return createHash('sha256').update(canonical(stream?.items.values() ?? [])).digest('hex');
}

describe('whatever comes', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('[B15.8] [B15.1] [B15.5] [B15.6] nothing falls over, and a welcome on a new connection brings everything', async () => {
    console.log(`SEED=${FIRST} RUNS=${RUNS}: ${SEEDS.length * FRAMES} frames`);
    let misread = 0;
    for (const seed of SEEDS) {
      const ordeal = new Ordeal(seed);
      await ordeal.run();
      await ordeal.calm();
      const { anna, bench, written } = ordeal;
      const why = `SEED=${seed}`;
      misread += vi.mocked(console.error).mock.calls.length;
      vi.mocked(console.error).mockClear();
      expect(anna.session.link.get().state, why).toBe('live');
      expect(hash(anna, 'board'), why).toBe(bench.server.stateHash());
      expect(hash(anna, 'own'), why).toBe(bench.server.stateHash(ANNA));
      expect(anna.session.outgoing, why).toEqual([]);
      for (const { id, text } of anna.session.store.items()) expect([id, text], why).toEqual([id, bench.server.text(id)]);
      const there = [
        ...['', ANNA, BEN].flatMap((owner) => [...bench.server.stream(owner).items.values()].map(({ text }) => text)),
        ...bench.clients.flatMap(({ session }) => session.tray.entries.get().map(({ text }) => text)),
      ];
      expect(written.filter((letter) => !there.some((text) => text.includes(letter))), why).toEqual([]);
    }
    expect(misread).toBeGreaterThan(SEEDS.length);
  }, 1_000 * (60 + RUNS));
});

// @vitest-environment node
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '../model/hash';
import { Bench, type Client } from '../testing/bench';
import { seeded } from '../testing/virtual';

const PEOPLE = ['a1', 'b2', 'c3'].map((pair) => pair.repeat(16));
const LETTERS = ['a', 'ž', '漢', '😀', '\n', 'slovo '];
/** More of it: `RUNS=3000`; one of it again: `SEED=…`. */
const RUNS = Number(process.env.RUNS ?? 40);
const seeds = process.env.SEED ? fc.constant(Number(process.env.SEED)) : fc.integer({ min: 1, max: 1_000_000 });
const COLOURS = ['yellow', 'pink', 'blue'] as const;

const hash = (client: Client, kind: 'board' | 'own') => {
  const stream = client.session.store.streams().find((each) => each.kind === kind);
  return createHash('sha256').update(canonical(stream?.items.values() ?? [])).digest('hex');
};

/** Anything that people, browsers and networks do, chosen by `seed`; then calm, then everything must agree. */
async function disorder(seed: number, steps: number): Promise<{ bench: Bench; clients: Client[]; written: string[] }> {
  const random = seeded(seed);
  const bench = new Bench(seed);
  const clients = PEOPLE.map((person) => bench.client(person));
  const written: string[] = [];
  const pick = <T>(all: readonly T[]): T | undefined => all[random.below(all.length)];
  // A letter that nobody else writes (outside the basic plane), so that it can be looked for afterwards.
  const word = (): string => {
    const letter = String.fromCodePoint(0xf0000 + written.length);
    written.push(letter);
    return `${pick(LETTERS) ?? ''}${letter}`;
  };
  const act: Record<string, (client: Client, index: number) => void> = {
    add: (client) => void client.add(word()),
    move: (client) => {
      const ids = client.session.store.items().slice(0, 3).map(({ id }) => id);
      client.session.do({ t: 'move_items', moves: ids.map((id) => ({ id, x: random.below(99), y: 0, z: 'a' })) });
    },
    colour: (client) => {
      const item = pick(client.session.store.items());
      if (item) client.session.do({ t: 'colour_items', ids: [item.id], colour: pick(COLOURS) ?? 'grey' });
    },
    remove: (client) => {
      const item = pick(client.session.store.items());
      if (item && random.below(4) === 0) client.session.do({ t: 'delete_items', ids: [item.id] });
    },
    type: (client) => {
      const item = pick(client.session.store.items());
      if (!item) return;
      const text = client.session.texts.open(item.id);
      const points = Array.from(text.text());
      const at = points.slice(0, random.below(points.length + 1)).join('').length;
      text.splice({ at, remove: 0, insert: word() });
      if (random.below(2)) text.close();
    },
    upload: (client) => client.wire.up(),
    download: (client) => client.wire.down(),
    lose: (client) => void client.wire.toClient.shift(),
    repeat: (client) => {
      const [frame] = client.wire.toClient;
      if (frame?.includes('"entries"')) client.wire.toClient.splice(random.below(4), 0, frame);
    },
    swap: (client) => {
      const frames = client.wire.toClient;
      if (frames.length > 1 && frames.every((frame) => frame.includes('"entries"'))) frames.reverse();
    },
    drop: (client) => client.wire.close(1006),
    die: (client) => void (client.wire.dead = random.below(6) === 0),
    reload: (client, index) => {
      client.session.flush();
      clients[index] = bench.reload(client, random.below(2) === 0);
    },
    silence: () => {
      if (random.below(3) === 0) bench.server.setMode('silent');
    },
    reveal: (client) => {
      if (random.below(3) === 0) client.session.do({ t: 'reveal' });
    },
    refuse: () => bench.server.refuseNext.push(pick(['busy', 'not_now', 'text_gap', 'too_much']) ?? ''),
  };
  const weights = { add: 4, move: 4, colour: 2, remove: 2, type: 8, upload: 20, download: 20, lose: 2, repeat: 2, swap: 2 };
  const rare = { drop: 1, die: 1, reload: 1, silence: 1, reveal: 1, refuse: 1 };
  const choices = Object.entries({ ...weights, ...rare }).flatMap(([name, weight]) => Array.from({ length: weight }, () => name));
  for (let step = 0; step < steps; step++) {
    const index = random.below(clients.length);
    const client = clients[index];
    if (client) act[pick(choices) ?? 'upload']?.(client, index);
    if (random.below(5) === 0) bench.clock.pass(random.below(400));
    if (random.below(8) === 0) for (const { wire } of clients) if (wire.state === 'dialling') wire.accept();
    for (let i = 0; i < 3; i++) await Promise.resolve();
  }
  bench.server.refuseNext.length = 0;
  for (let i = 0; i < 8; i++) {
    await bench.pass(5_000, 100);
    bench.server.beat();
  }
  await bench.turn();
  return { bench, clients, written };
}

describe('whatever happens on the way', () => {
  it('[B10.5] [B2] [B4] [B5] everybody ends with what the server has; nothing is pending, lost or there twice', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const { bench, clients, written } = await disorder(seed, 250);
        for (const client of clients) {
          expect(client.session.link.get().state).toBe('live');
          expect(client.session.outgoing).toEqual([]);
          expect(client.session.saving.get()).toMatchObject({ state: 'saved', pending: 0 });
          expect(hash(client, 'board')).toBe(bench.server.stateHash());
          expect(hash(client, 'own')).toBe(bench.server.stateHash(client.person));
          for (const item of client.session.store.items()) {
            expect(item.text).toBe(client.session.store.confirmed(item.id)?.text);
            expect(bench.server.text(item.id)).toBe(item.text);
            expect(client.session.texts.textOf(item.id) ?? item.text).toBe(item.text);
          }
          expect(client.shelf.keys('').filter((key) => key.includes('/op/') || key.includes('/draft/'))).toEqual([]);
        }
        const kept = [
          ...PEOPLE.concat('').flatMap((owner) => [...bench.server.stream(owner).items.values()].map(({ text }) => text)),
          ...clients.flatMap(({ session }) => session.tray.entries.get().map(({ text }) => text)),
        ];
        expect(written.filter((letter) => !kept.some((text) => text.includes(letter)))).toEqual([]);
        const ops = bench.server.stream('').entries.map(({ actor, op, verb }) => `${actor}/${op}/${verb}`);
        expect(new Set(ops).size).toBe(ops.length);
      }),
      { numRuns: RUNS },
    );
  }, 1_000 * (60 + RUNS));
});

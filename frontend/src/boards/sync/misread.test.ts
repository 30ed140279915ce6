// @vitest-environment node
/** What a page does with a frame that it cannot understand, case by case; at random: strange-frames.test.ts. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bench } from '../testing/bench';
import { VirtualClock, seeded } from '../testing/virtual';
import type { Entry, FromServer } from '../model/types';
import { Line } from './line';
import type { SocketEvents } from './ports';
import { isAsDeclared } from './shapes';
import { ServerTime } from './time';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);
const AT = '2026-03-12T08:00:00.000000Z';
const HASH = 'd'.repeat(64);

const you = { person: ANNA, role: 'participant', y_client: 16 };
const board = { id: 'b', title: '', mode: 'open', challenge: null };
const answer = { protocol: 1, epoch: 'e', now: AT, you, board, may: [], people: [{ id: BEN, label: '', role: 'participant', here: true }] };
const note = { kind: 'note', id: 'n', author: ANNA, created: AT, changed: AT, x: 0, y: 0, z: 'V', colour: 'pink', text: '', epoch: 0 };
const image = { ...note, kind: 'image', colour: undefined, w: 16, h: 16, file: 'f', digest: '' };
const added = { seq: 1, at: AT, actor: ANNA, verb: 'note_added', op: 'o', facts: { id: 'n', x: 0, y: 0, z: 'V', colour: 'pink' }, words: { text: '' } };

/** One good message of each kind, and one in which a part that may be missing is there. */
const GOOD: readonly Record<string, unknown>[] = [
  { t: 'welcome', ...answer, streams: [{ id: 's', kind: 'board', seq: 0, hash: HASH, count: 0 }] },
  { t: 'items', stream: 's', items: [note, image] },
  { t: 'caught_up', ...answer, streams: [{ id: 's', kind: 'own', seq: 1, hash: HASH, entries: [added] }] },
  { t: 'entries', stream: 's', hash: HASH, entries: [added] },
  { t: 'accepted', op_id: 'o', stream: 's', seq: 1 },
  { t: 'refused', op_id: 'o', code: 'busy', message: '' },
  { t: 'text', item: 'n', epoch: 0, state: 'AAA=' },
  { t: 'people', people: [{ id: BEN, label: '', role: 'observer', here: false }] },
  { t: 'presence', people: { [BEN]: { x: 1, y: 2, item: null, chosen: [ANNA] } } },
  { t: 'followed', by: [BEN] },
  { t: 'look', person: BEN, x: 1, y: 2, w: 3, h: 4 },
  { t: 'rules', mode: 'silent', may: ['add_note'] },
  { t: 'beat', now: AT, heads: { s: 1 } },
  { t: 'pong', n: 1, now: AT },
  { t: 'mark', n: 1 },
  { t: 'bye', code: 'restart', retry_ms: 200 },
];
/** What none of their fields may be. */
const BAD: readonly unknown[] = [undefined, true, -1.5, Infinity, { length: -1 }];

describe('what cannot be understood', () => {
  beforeEach(() => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each(GOOD)('[B15.1] $t is understood as declared, and only so', (good) => {
    const declared = (message: object): boolean => isAsDeclared(message as FromServer);
    expect(declared(good)).toBe(true);
    expect(declared({ ...good, news: 1 })).toBe(true);
    for (const name of Object.keys(good).filter((each) => each !== 't')) {
      for (const bad of BAD) expect([name, bad, declared({ ...good, [name]: bad })]).toEqual([name, bad, false]);
    }
  });

  it.each([
    ['a number with a fraction', { ...note, x: 0.5 }],
    ['a number without end', { ...note, y: Infinity }],
    ['a colour there is not', { ...note, colour: 'mauve' }],
    ['an order that is none', { ...note, z: '!' }],
    ['an instant that is none', { ...note, changed: '2026-13-99T00:00:00.000000Z' }],
    ['an item of another kind', { ...note, kind: 'film' }],
  ])('[B15.1] an item with %s is none', (_, item) => {
    expect(isAsDeclared({ t: 'items', stream: 's', items: [item] } as unknown as FromServer)).toBe(false);
  });

  it.each(['%%%=', 'AAA', '====', 'AA=A', 'A A='])('[B15.1] %s are no bytes', (state) => {
    expect(isAsDeclared({ t: 'text', item: 'n', epoch: 0, state } as FromServer)).toBe(false);
  });

  it('[B15.2] what is told once only: the page comes back after a while, without cursors, and nothing is settled by it', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.toServer.length = 0;
    anna.add('mine');
    const [{ pending } = { pending: { op_id: '' } }] = anna.session.outgoing;
    const first = anna.wire;
    first.garble(JSON.stringify({ t: 'refused', op_id: pending.op_id, code: 'busy' }));
    expect([anna.session.link.get().state, first.state]).toEqual(['dead', 'closed']);
    expect(anna.session.outgoing).toHaveLength(1);
    first.toServer.length = 0;
    await bench.pass(2_100);
    expect(anna.sent.filter(({ t }) => t === 'join').at(-1)).toMatchObject({ cursors: [] });
    expect(bench.server.stream('').entries).toHaveLength(1);
    expect(anna.session.saving.get().state).toBe('saved');
  });

  it.each(['presence', 'followed', 'look', 'beat', 'pong', 'mark', 'bye'])('[B15.3] a %s is passed over, and counted', (t) => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.garble(JSON.stringify({ t }));
    expect(anna.session.link.get().state).toBe('live');
    expect(console.error).toHaveBeenCalledOnce();
  });

  it('[B15.4] [B2.16] after an entry that could not be read the next join asks for everything', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    ben.add('unreadable here');
    ben.wire.up();
    anna.wire.toClient.length = 0;
    const stream = bench.server.stream('');
    const entries = stream.entries.map((entry) => ({ ...entry, facts: { ...entry.facts, x: 'far' } })) as unknown as Entry[];
    anna.wire.hear({ t: 'entries', stream: stream.id, hash: bench.server.hash(stream, 1), entries });
    expect(anna.session.link.get().state).toBe('live');
    expect([anna.texts(), anna.session.store.stream(stream.id)?.seq]).toEqual([[], 1]);
    anna.wire.close(1006);
    await bench.pass(2_100);
    expect(anna.texts()).toEqual(['unreadable here']);
  });

  it('[B15.4] in what came after its cursors: it asks for everything at once', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.close(1006);
    const ben = bench.joined(BEN);
    ben.add('unreadable here');
    bench.settle();
    const { entries } = bench.server.stream('');
    const [good] = entries.splice(0, 1, { ...entries[0], facts: null } as unknown as Entry);
    await bench.pass(2_100);
    if (good) entries[0] = good;
    await bench.pass(4_100);
    expect(anna.sent.flatMap((said) => (said.t === 'join' ? [said.cursors.length] : []))).toEqual([0, 2, 0]);
    expect(anna.texts()).toEqual(['unreadable here']);
  });

  it.each([
    ['for ever', 2 ** 53 - 1, 60_000, 60_500],
    ['a while', 5_000, 5_000, 5_500],
  ])('[B15.5] asked to stay away for %s it stays a minute at most', (_, retry_ms, least, most) => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.hear({ t: 'bye', code: 'restart', retry_ms });
    anna.wire.close(1012);
    const wait = (anna.session.link.get().retryAt ?? 0) - bench.clock.now();
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  });

  it('[B15.5] who is asked to come back at once, again and again, comes less and less often', async () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    anna.reachable = false;
    for (let passed = 0; passed < 600; passed++) {
      if (anna.wire.state === 'dialling') {
        anna.wire.accept();
        anna.wire.hear({ t: 'bye', code: 'too_much', retry_ms: 0 });
        anna.wire.close(4029);
      }
      await bench.pass(100, 100);
    }
    expect(anna.wires.length).toBeGreaterThan(3);
    expect(anna.wires.length).toBeLessThan(25);
  });

  it('[B15.6] an error in what is done with a message ends its connection at most', () => {
    const clock = new VirtualClock();
    const heard = { garbled: 0 };
    let socket: SocketEvents | undefined;
    const line = new Line('', (_, events) => ((socket = events), { send: () => undefined, close: () => undefined }), clock, seeded(1), new ServerTime(clock), {
      opened: () => undefined,
      message: () => {
        throw new Error('a fault of ours');
      },
      partly: () => undefined,
      garbled: () => heard.garbled++,
      down: () => undefined,
    });
    line.start();
    socket?.opened();
    socket?.frame('{"t":"people","people":[]}');
    expect([heard.garbled, line.misread]).toEqual([1, 1]);
  });

  it.each([
    ['no base64', '%%%', 'dead'],
    ['no document', 'd29ybGQh', 'live'],
    ['nothing', '', 'live'],
  ])('[B15.7] a document that is %s: what is typed stays, and arrives when a good one comes', async (_, state, link) => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('text');
    await bench.turn();
    anna.wire.close(1006);
    const loaded = bench.reload(anna);
    loaded.wire.accept();
    bench.settle();
    const editor = loaded.session.texts.open(id);
    editor.splice({ at: 0, remove: 0, insert: 'my ' });
    loaded.wire.toServer.length = 0;
    loaded.wire.garble(JSON.stringify({ t: 'text', item: id, epoch: 0, state }));
    await bench.turn();
    expect(loaded.session.link.get().state).toBe(link);
    expect(editor.text()).toBe('my text');
    loaded.wire.garble(JSON.stringify({ t: 'text', item: id, epoch: 0, state }));
    expect(loaded.session.link.get().state).toBe(link);
    await bench.pass(8_000);
    expect(bench.server.text(id)).toBe('my text');
  });

  it('[B15.7] an update that is none is passed over', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('text');
    await bench.turn();
    const editor = anna.session.texts.open(id);
    await bench.turn();
    const { id: stream, entries } = bench.server.stream('');
    const words = { update: 'd29ybGQh', at: 0, remove: 0, insert: '' };
    const entry = { seq: 2, at: AT, actor: BEN, verb: 'text_edited', op: 'e', facts: { id, epoch: 0 }, words } as const;
    entries.push(entry);
    anna.wire.hear({ t: 'entries', stream, hash: HASH, entries: [entry] });
    expect(anna.session.link.get().state).toBe('live');
    editor.splice({ at: 0, remove: 0, insert: 'my ' });
    await bench.pass(500);
    expect(editor.text()).toBe('my text');
    expect(bench.server.text(id)).toBe('my text');
  });

  it('[B15.9] an instant that is none leaves the clock as it was', () => {
    const clock = new VirtualClock();
    const time = new ServerTime(clock);
    const before = time.now();
    time.heard('yesterday');
    time.answered(clock.ticks(), '2026-13-99T00:00:00.000000Z');
    expect(time.now()).toBe(before);
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.garble('{"t":"beat","now":"yesterday","heads":{}}');
    anna.add('at some time');
    expect(Number.isFinite(anna.session.time.now())).toBe(true);
  });
});

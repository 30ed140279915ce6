// @vitest-environment node
import { describe, expect, it, vi } from 'vitest';
import { Bench } from '../testing/bench';
import { BOARD } from '../testing/tiny-server';
import type { Entry, FromServer, Op } from '../model/types';
import { memoryShelf } from './shelf';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);

const move = (id: string, x: number): Op & { t: 'move_items' } => ({ t: 'move_items', moves: [{ id, x, y: 0, z: 'U' }] });

describe('joining', () => {
  it('[B1.20] [B1.1] the first message is join, nothing goes out before the welcome', () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    anna.add('early');
    anna.session.mine.set({ x: 1, y: 2 });
    anna.wire.accept();
    expect(anna.sent).toEqual([{ t: 'join', protocol: 1, cursors: [] }]);
    bench.settle();
    expect(anna.sent.map(({ t }) => t)).toEqual(['join', 'ping', 'op']);
  });

  it('[B1.21] [B1.3] after a drop it joins with its cursors and epoch and is caught up', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    anna.wire.close(1006);
    ben.add('meanwhile');
    bench.settle();
    await bench.pass(2_100);
    const join = anna.sent.filter(({ t }) => t === 'join').at(-1);
    expect(join).toMatchObject({ epoch: 'one', y_client: 16 });
    expect(join?.t === 'join' && join.cursors.map(({ seq }) => seq)).toEqual([0, 0]);
    expect(anna.texts()).toEqual(['meanwhile']);
  });

  it('[B1.22] [B1.4] an unknown protocol: the page has to be reloaded, nothing is tried again', async () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    anna.wire.accept();
    anna.wire.close(4010);
    expect(anna.session.link.get().state).toBe('reload_page');
    await bench.pass(60_000, 1000);
    expect(anna.wires).toHaveLength(1);
  });

  it('[B12.11] [B6] no longer a member: it stops and says so', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.hear({ t: 'refused', op_id: null, code: 'not_member', message: '' });
    expect(anna.session.link.get().state).toBe('not_member');
    anna.add('too late');
    await bench.pass(60_000, 1000);
    expect(anna.ops()).toEqual([]);
    expect(anna.session.saving.get()).toMatchObject({ state: 'waiting', pending: 1 });
  });

  it('[B1.23] somebody else is logged in by now: nothing of mine goes out in her name', () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    anna.add('mine');
    anna.wire.accept();
    const you = { person: BEN, role: 'participant', y_client: 20 };
    const board = { id: BOARD, title: '', mode: 'open' as const, challenge: null };
    anna.wire.hear({ t: 'welcome', protocol: 1, epoch: 'e', now: '2026-03-12T08:00:00.000000Z', you, board, may: [], people: [], streams: [] });
    expect(anna.session.link.get().state).toBe('reload_page');
    expect(anna.ops()).toEqual([]);
  });
});

describe('numbers', () => {
  const notes = (anna: { session: { store: { items(): readonly { text: string }[] } } }) => anna.session.store.items().map(({ text }) => text);

  async function withHeldFrames() {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    for (const text of ['one', 'two', 'three']) {
      ben.add(text);
      while (ben.wire.up());
    }
    const frames = anna.wire.toClient.splice(0).filter((frame) => frame.includes('"entries"'));
    bench.settle();
    await bench.turn();
    return { bench, anna, frames: frames.map((frame) => JSON.parse(frame) as FromServer) };
  }

  it('[B2.5] [B2.3] a lower number is ignored', async () => {
    const { anna, frames } = await withHeldFrames();
    for (const frame of [...frames, ...frames]) anna.wire.hear(frame);
    expect(notes(anna)).toEqual(['one', 'two', 'three']);
    expect(anna.sent.some(({ t }) => t === 'pull')).toBe(false);
  });

  it('[B2.3] a higher number is not applied but pulled for, once', async () => {
    const { bench, anna, frames } = await withHeldFrames();
    const [first, second, third] = frames;
    if (first && second && third) for (const frame of [third, first, third]) anna.wire.hear(frame);
    expect(notes(anna)).toEqual(['one']);
    expect(anna.sent.filter(({ t }) => t === 'pull').map((pull) => pull.t === 'pull' && pull.since)).toEqual([0, 1]);
    bench.settle();
    expect(notes(anna)).toEqual(['one', 'two', 'three']);
    expect(anna.session.store.stream(bench.server.stream('').id)?.hash).toBe(bench.server.hash(bench.server.stream(''), 3));
  });

  it('[B2.4] a beat that names a higher head makes it pull', async () => {
    const { bench, anna } = await withHeldFrames();
    expect(notes(anna)).toEqual([]);
    bench.server.beat();
    bench.settle();
    expect(notes(anna)).toEqual(['one', 'two', 'three']);
  });

  it('[B2.16] an entry that cannot be read does not stop the ones after it', async () => {
    const { anna, bench } = await withHeldFrames();
    const stream = bench.server.stream('');
    const [one, two, three] = stream.entries;
    const broken = { ...two, facts: null } as unknown as Entry;
    const entries = [one, broken, three].filter((entry) => entry !== undefined);
    const told = vi.spyOn(console, 'error').mockReturnValue(undefined);
    anna.wire.hear({ t: 'entries', stream: stream.id, hash: 'x', entries });
    expect(notes(anna)).toEqual(['one', 'three']);
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  it('[B2.15] the same number under another hash: everything comes anew', async () => {
    const { bench, anna, frames } = await withHeldFrames();
    for (const frame of frames) anna.wire.hear(frame);
    const last = frames.at(-1);
    if (last?.t === 'entries') anna.wire.hear({ ...last, hash: 'f'.repeat(64) });
    await bench.pass(2_100);
    expect(anna.sent.filter(({ t }) => t === 'join').at(-1)).toMatchObject({ cursors: [] });
    expect(notes(anna)).toEqual(['one', 'two', 'three']);
  });
});

describe('my operations', () => {
  it('[B5.7] are shown at once and confirmed by their echo', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('ahoj');
    expect(anna.texts()).toEqual(['ahoj']);
    expect([anna.session.store.status(id), anna.session.saving.get().state]).toEqual(['saving', 'saving']);
    bench.settle();
    expect([anna.session.store.status(id), anna.session.saving.get().state]).toEqual(['saved', 'saved']);
    expect(anna.shelf.keys('').filter((key) => key.includes('/op/'))).toEqual([]);
  });

  it('[B4.10] the answer was lost: sent again under the same op_id, there once', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.add('once');
    anna.wire.up();
    anna.wire.close(1006);
    expect(anna.session.saving.get()).toMatchObject({ state: 'waiting', pending: 1 });
    await bench.pass(2_100);
    expect(anna.session.saving.get().state).toBe('saved');
    expect(new Set(anna.ops().map((op) => op.t === 'op' && op.op_id)).size).toBe(1);
    expect(bench.server.stream('').entries).toHaveLength(1);
  });

  it('[B4.11] [B4.2] accepted settles an operation only when its entry is here', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.add('ahoj');
    while (anna.wire.up());
    anna.wire.toClient.length = 0;
    const [outgoing] = anna.session.outgoing;
    anna.wire.hear({ t: 'accepted', op_id: outgoing?.pending.op_id ?? '', stream: bench.server.stream('').id, seq: 1 });
    expect(anna.session.saving.get().state).toBe('saving');
    expect(anna.sent.at(-1)).toMatchObject({ t: 'pull', since: 0 });
    bench.settle();
    expect(anna.session.saving.get().state).toBe('saved');
    expect(anna.texts()).toEqual(['ahoj']);
  });

  it('[B4.12] no answer for ten seconds on a live line: sent again', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.add('ahoj');
    anna.wire.toServer.length = 0;
    await bench.pass(9_000);
    expect(anna.ops()).toHaveLength(1);
    await bench.pass(1_500);
    expect(anna.ops()).toHaveLength(2);
    expect(anna.session.saving.get().state).toBe('saved');
  });

  it('[B8.14] [B8.2] a thousand operations written offline go out without a flood', async () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    for (let i = 0; i < 1000; i++) anna.add(String(i));
    anna.wire.accept();
    anna.wire.up();
    anna.wire.down();
    expect(anna.ops()).toHaveLength(64);
    let most = 0;
    for (let second = 0; second < 12; second++) {
      const before = anna.sent.length;
      await bench.pass(1_000);
      most = Math.max(most, anna.sent.length - before);
    }
    expect(most).toBeLessThanOrEqual(202);
    expect(bench.server.stream('').entries.map((entry) => entry.words && 'text' in entry.words && entry.words.text)).toEqual(
      Array.from({ length: 1000 }, (_, i) => String(i)),
    );
  });

  it('[S1.3] [B7.3] in silence a note goes to the private stream; what I do with it follows it', () => {
    const bench = new Bench();
    bench.server.mode = 'silent';
    const anna = bench.joined(ANNA, { mode: 'silent' });
    const ben = bench.joined(BEN, { mode: 'silent' });
    const id = anna.add('hidden');
    anna.session.do(move(id, 64));
    bench.settle();
    expect(anna.session.store.items()).toMatchObject([{ text: 'hidden', x: 64, minePrivate: true }]);
    expect(anna.ops()).toMatchObject([{ private: true }, { private: true }]);
    expect(ben.session.store.items()).toEqual([]);
    anna.session.do({ t: 'reveal' });
    bench.settle();
    for (const client of [anna, ben]) {
      expect(client.session.store.items()).toMatchObject([{ text: 'hidden', x: 64, minePrivate: false, author: ANNA }]);
      expect(client.session.about.get()?.mode).toBe('open');
    }
  });

  it('[S1.4] believes a board it never saw to be silent', () => {
    const bench = new Bench();
    const anna = bench.client(ANNA, { mode: undefined });
    anna.add('who can see this?');
    expect(anna.session.store.items()).toMatchObject([{ minePrivate: true }]);
    const shelf = memoryShelf();
    bench.joined(BEN, { mode: undefined, shelf }).session.dispose();
    const again = bench.client(BEN, { mode: undefined, shelf });
    again.add('everybody');
    expect(again.session.store.items()).toMatchObject([{ minePrivate: false }]);
  });
});

describe('the outbox', () => {
  it('[B5.9] twenty notes written with the server down and the tab reloaded all arrive, once', async () => {
    const bench = new Bench();
    let anna = bench.client(ANNA);
    anna.reachable = false;
    for (let i = 0; i < 20; i++) anna.add(`note ${i}`);
    anna = bench.reload(anna);
    anna.reachable = false;
    expect(anna.texts()).toHaveLength(20);
    await bench.pass(30_000, 500);
    anna = bench.reload(anna);
    await bench.pass(5_000);
    expect(bench.server.stream('').entries.map((entry) => entry.words && 'text' in entry.words && entry.words.text)).toEqual(
      Array.from({ length: 20 }, (_, i) => `note ${i}`),
    );
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0 });
    expect(anna.shelf.keys('').filter((key) => key.includes('/op/'))).toEqual([]);
  });

  it('[B5.8] is on the shelf before it is on the wire', () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const anna = bench.joined(ANNA, { shelf });
    anna.add('ahoj');
    const [sent] = anna.ops();
    const [key] = shelf.keys('').filter((each) => each.includes('/op/'));
    expect(sent?.t === 'op' && key?.endsWith(sent.op_id)).toBe(true);
  });

  it('[B5.11] two tabs on one shelf do not overwrite one another, and each note arrives once', async () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const one = bench.client(ANNA, { shelf });
    one.add('from one');
    const two = bench.client(ANNA, { shelf });
    two.add('from two');
    one.add('from one again');
    expect(shelf.keys('').filter((key) => key.includes('/op/'))).toHaveLength(3);
    await bench.pass(1_000);
    expect(bench.server.stream('').entries).toHaveLength(3);
    expect([one.texts().length, two.texts().length]).toEqual([3, 3]);
    expect([one, two].map(({ session }) => session.saving.get().state)).toEqual(['saved', 'saved']);
  });

  it('[B5.10] another board or another person does not see it', () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    bench.client(ANNA, { shelf }).add('hers');
    expect(bench.client(BEN, { shelf }).texts()).toEqual([]);
    expect(bench.client(ANNA, { shelf, boardId: 'f'.repeat(32) }).texts()).toEqual([]);
  });

  it('a full shelf is told, and healed when there is room', () => {
    const bench = new Bench();
    const anna = bench.client(ANNA, { shelf: memoryShelf(new Map(), 1_200) });
    for (let i = 0; i < 6; i++) anna.add('note'.repeat(20));
    expect(anna.session.saving.get()).toMatchObject({ shelfFull: true, pending: 6 });
    anna.wire.accept();
    bench.settle();
    expect(anna.session.saving.get()).toMatchObject({ shelfFull: false, pending: 0, state: 'saved' });
    expect(bench.server.stream('').entries).toHaveLength(6);
  });

  it('order holds even if the clock goes back between two visits', () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const before = bench.client(ANNA, { shelf });
    const id = before.add('a');
    bench.clients.length = 0;
    const early = { now: () => bench.clock.now() - 3_600_000, ticks: () => 0, after: () => () => undefined };
    bench.client(ANNA, { shelf, clock: early }).session.do(move(id, 32));
    const third = bench.client(ANNA, { shelf });
    expect(third.session.outgoing.map(({ pending }) => pending.op.t)).toEqual(['add_note', 'move_items']);
  });
});

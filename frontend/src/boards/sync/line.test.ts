// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { Bench } from '../testing/bench';
import { VirtualClock } from '../testing/virtual';
import { ServerTime, instant, parseInstant } from './time';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);

describe('the line', () => {
  it('[K1.3] a quiet but healthy line stays live for an hour', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const states = new Set<string>();
    anna.session.link.subscribe(() => states.add(anna.session.link.get().state));
    await bench.pass(3_600_000, 250);
    expect([...states]).toEqual([]);
    expect(anna.wires).toHaveLength(1);
    const pings = anna.sent.filter(({ t }) => t === 'ping').length;
    expect(pings).toBeGreaterThan(720);
    expect(pings).toBeLessThan(1500);
  });

  it('[K1.4] a dead line is shown within five seconds, and writing goes on', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    await bench.pass(7_300);
    anna.wire.dead = true;
    anna.reachable = false;
    await bench.pass(5_000);
    expect(anna.session.link.get().state).toBe('dead');
    const id = anna.add('offline');
    expect(anna.session.store.status(id)).toBe('waiting');
    anna.reachable = true;
    await bench.pass(16_000);
    expect(anna.session.link.get().state).toBe('live');
    expect(bench.server.stream('').items.get(id)?.text).toBe('offline');
  });

  it.each([-3_600_000, 3_600_000])('[K1.7] a clock that is put right by %d ms neither ends a line nor hides a dead one', async (by) => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    await bench.pass(7_300);
    anna.add('before');
    bench.clock.wrong = by;
    await bench.pass(12_000);
    expect(anna.wires).toHaveLength(1);
    expect(anna.session.saving.get().state).toBe('saved');
    anna.wire.toClient.length = 0;
    anna.wire.dead = true;
    anna.reachable = false;
    await bench.pass(5_000);
    expect(anna.session.link.get().state).toBe('dead');
    anna.reachable = true;
    await bench.pass(16_000);
    expect(anna.session.link.get().state).toBe('live');
  });

  it('[K1.5] waits longer and longer, between half a second and fifteen, and never in step', async () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    const waits: number[] = [];
    anna.session.link.subscribe(() => {
      const { retryAt } = anna.session.link.get();
      if (retryAt !== null) waits.push(retryAt - bench.clock.now());
    });
    anna.reachable = false;
    for (let i = 0; i < 40; i++) {
      anna.wire.close(1006);
      await bench.pass(15_000, 500);
    }
    expect(waits).toHaveLength(40);
    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_000);
    expect(Math.max(...waits)).toBeGreaterThan(10_000);
    expect(new Set(waits).size).toBeGreaterThan(30);
  });

  it('[K1.2] comes back when the server said it would', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.hear({ t: 'bye', code: 'restart', retry_ms: 7_000 });
    anna.wire.close(1012);
    const wait = (anna.session.link.get().retryAt ?? 0) - bench.clock.now();
    expect(wait).toBeGreaterThanOrEqual(7_000);
    expect(wait).toBeLessThanOrEqual(7_500);
  });

  it.each([4001, 4029])('backs off longer after %i', (code) => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.close(code);
    expect((anna.session.link.get().retryAt ?? 0) - bench.clock.now()).toBeGreaterThanOrEqual(10_000);
  });

  it('[K1.6] what an old socket still says or does is not heard', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const old = anna.wire;
    old.dead = true;
    await bench.pass(8_000);
    expect(anna.session.link.get().state).toBe('live');
    expect(anna.wires).toHaveLength(2);
    old.hear({ t: 'refused', op_id: null, code: 'not_member', message: '' });
    old.close(4003);
    old.accept();
    expect(anna.session.link.get().state).toBe('live');
    expect(anna.wires).toHaveLength(2);
    anna.add('still here');
    bench.settle();
    expect(anna.session.saving.get().state).toBe('saved');
  });

  it('a server that does not answer the join is left after a while', async () => {
    const bench = new Bench();
    const anna = bench.client(ANNA);
    anna.wire.accept();
    anna.wire.toServer.length = 0;
    bench.clock.pass(14_900);
    expect(anna.wires).toHaveLength(1);
    await bench.pass(3_000);
    expect(anna.wires).toHaveLength(2);
  });

  it('wakes at once when asked to', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.close(1006);
    anna.session.wake();
    anna.session.wake();
    expect(anna.wires).toHaveLength(2);
  });

  it('a socket that cannot be made is tried again', async () => {
    const bench = new Bench();
    let tries = 0;
    const anna = bench.client(ANNA, {
      socket: () => {
        tries++;
        throw new Error('not allowed');
      },
    });
    bench.clients.length = 0;
    await bench.pass(10_000);
    expect(anna.session.link.get().state).toBe('dead');
    expect(tries).toBeGreaterThan(2);
  });

  it('[T2.14] after dispose nothing happens any more; the next page of this tab knows the epoch, and gets a Y client of its own', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    expect(anna.tabShelf.keys('')).toEqual([]);
    anna.session.dispose();
    expect(anna.session.link.get().state).toBe('closed');
    const sent = anna.sent.length;
    await bench.pass(60_000, 1000);
    expect([anna.sent.length, anna.wires.length]).toEqual([sent, 1]);
    expect(anna.tabShelf.keys('').map((key) => anna.tabShelf.get(key))).toEqual(['one']);
    const next = bench.reload(anna);
    next.wire.accept();
    expect(next.sent[0]).toMatchObject({ t: 'join', epoch: 'one' });
    expect(next.sent[0]).not.toHaveProperty('y_client');
  });

  it('[B8.15] frames that are no messages are let pass', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    for (const frame of ['', '{', '[]', 'null', '{"t":"news"}']) anna.wire.hear(frame as never);
    anna.wire.toClient.push('{', 'null', '{"t":"news"}', '[1]');
    bench.settle();
    expect(anna.session.link.get().state).toBe('live');
  });
});

describe("the server's time", () => {
  const server = (clock: VirtualClock, ahead: number) => instant(clock.now() + ahead);

  it('[K1.8] is told by the quickest of the latest round trips', () => {
    const clock = new VirtualClock();
    const time = new ServerTime(clock);
    time.heard(server(clock, 59_000));
    expect(time.now() - clock.now()).toBe(59_000);
    for (const roundTrip of [400, 20, 900]) {
      const askedAt = clock.now();
      clock.pass(roundTrip);
      // The way there took all of the time: the worst a round trip can do to the estimate.
      time.answered(askedAt, server(clock, 60_000));
    }
    expect(time.now() - clock.now() - 60_000).toBe(10);
    for (let i = 0; i < 8; i++) time.answered(clock.now() - 50, server(clock, 70_000));
    expect(time.now() - clock.now() - 70_000).toBe(25);
  });

  it("does not depend on the device's clock, which may be put right at any moment", () => {
    const clock = new VirtualClock();
    const time = new ServerTime(clock);
    const right = clock.now() + 60_000;
    time.answered(clock.ticks() - 20, instant(right));
    clock.wrong = -3_600_000;
    expect(time.now() - right).toBe(10);
    clock.pass(5_000);
    time.answered(clock.ticks() - 800, instant(right + 5_000));
    expect(time.now() - right - 5_000).toBe(400);
  });

  it('reads and writes instants with six decimals', () => {
    expect(instant(parseInstant('2026-03-12T08:00:00.123456Z'))).toBe('2026-03-12T08:00:00.123000Z');
  });
});

describe('presence', () => {
  it('[B9.12] goes out ten times a second at most, whole numbers, the latest last', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    for (let i = 0; i < 100; i++) {
      anna.session.mine.set({ x: i + 0.4, y: 2 });
      await bench.pass(10, 10);
    }
    await bench.pass(200);
    const sent = anna.sent.filter(({ t }) => t === 'presence');
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent.at(-1)).toEqual({ t: 'presence', x: 99, y: 2 });
    expect(ben.session.theirs.cursors.get().get(ANNA)).toEqual({ x: 99, y: 2, item: null });
    anna.session.mine.set(null);
    await bench.pass(200);
    expect(ben.session.theirs.cursors.get().size).toBe(0);
  });

  it('[B9.4] is off in silence, both ways', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    anna.session.mine.set({ x: 1, y: 1 });
    bench.settle();
    expect(ben.session.theirs.cursors.get().size).toBe(1);
    anna.session.mine.set({ x: 2, y: 2 });
    bench.server.setMode('silent');
    bench.settle();
    expect(ben.session.theirs.cursors.get().size).toBe(0);
    anna.session.mine.set({ x: 3, y: 3 });
    await bench.pass(500);
    expect(anna.sent.filter(({ t }) => t === 'presence')).toHaveLength(1);
  });

  it('[B11.7] what is chosen goes out when it changes, of many the first 24, and anew after a drop', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const many = Array.from({ length: 30 }, (_, i) => i.toString(16).padStart(32, '0'));
    anna.session.mine.choose(new Set(many));
    await bench.pass(200);
    expect(ben.session.theirs.choices.get().get(ANNA)).toEqual(many.slice(0, 24));
    anna.session.mine.set({ x: 1, y: 2 });
    anna.session.mine.choose(new Set(many.slice(0, 25)));
    await bench.pass(200);
    expect(anna.sent.at(-1)).toEqual({ t: 'presence', x: 1, y: 2 });
    anna.wire.close(1006);
    await bench.pass(5000);
    bench.settle();
    await bench.pass(200);
    expect(anna.sent.filter(({ t }) => t === 'presence').at(-1)).toEqual({ t: 'presence', x: 1, y: 2, chosen: many.slice(0, 24) });
    anna.session.mine.choose(new Set());
    await bench.pass(200);
    expect(anna.sent.at(-1)).toEqual({ t: 'presence', x: 1, y: 2, chosen: [] });
    expect(ben.session.theirs.choices.get().size).toBe(0);
  });

  it('[B9.4] what is chosen in silence is told when it ends, by who still has it', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    bench.server.setMode('silent');
    bench.settle();
    anna.session.mine.choose(new Set([BEN]));
    await bench.pass(500);
    expect(anna.sent.filter(({ t }) => t === 'presence')).toEqual([]);
    bench.server.setMode('open');
    bench.settle();
    await bench.pass(200);
    expect([...ben.session.theirs.choices.get()]).toEqual([[ANNA, [BEN]]]);
  });

  it('[B11.9] [B11.10] where I look goes out only while somebody follows me, and nobody follows in silence', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const view = { x: 0, y: 1, w: 2, h: 3 };
    anna.session.company.look(view);
    bench.settle();
    expect(ben.session.company.sight.get()).toBeNull();
    ben.session.company.follow(ANNA);
    bench.settle();
    expect(anna.session.company.followed.get()).toEqual([BEN]);
    anna.session.company.look(view);
    bench.settle();
    expect(ben.session.company.sight.get()).toMatchObject({ person: ANNA, ...view });
    bench.server.setMode('silent');
    bench.settle();
    expect([anna.session.company.followed.get(), ben.session.company.sight.get()]).toEqual([[], null]);
    const said = ben.sent.length;
    ben.session.company.follow(ANNA);
    anna.session.company.look(view);
    expect(ben.sent).toHaveLength(said);
  });

  it('[B9.11] somebody who left, and a line that is away, leave no cursor behind', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = { id: BEN, label: 'Ben', role: 'participant', here: true };
    anna.wire.hear({ t: 'people', people: [ben] });
    anna.wire.hear({ t: 'presence', people: { [BEN]: { x: 1, y: 1, item: null }, [ANNA]: { x: 1, y: 1, item: null } } });
    expect([...anna.session.theirs.cursors.get().keys()]).toEqual([BEN]);
    anna.wire.hear({ t: 'people', people: [{ ...ben, here: false }] });
    expect(anna.session.theirs.cursors.get().size).toBe(0);
    expect(anna.session.people.get()).toEqual([{ ...ben, here: false }]);
    anna.wire.hear({ t: 'presence', people: { [BEN]: { x: 1, y: 1, item: null } } });
    anna.wire.close(1006);
    expect(anna.session.theirs.cursors.get().size).toBe(0);
  });
});

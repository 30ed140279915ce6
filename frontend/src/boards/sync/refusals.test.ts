// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { Bench, type Client } from '../testing/bench';
import type { Op } from '../model/types';
import { memoryShelf } from './shelf';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);

const tray = (client: Client) => client.session.tray.entries.get();
const move = (id: string, x: number): Op & { t: 'move_items' } => ({ t: 'move_items', moves: [{ id, x, y: 0, z: 'U' }] });

describe('refusals', () => {
  it('[B3.10] [B3.1] a refused move leaves the view, brings nothing to the tray and is told', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('ahoj');
    bench.settle();
    bench.server.refuseNext.push('not_now');
    anna.session.do(move(id, 99));
    expect(anna.session.store.item(id)?.x).toBe(99);
    bench.settle();
    expect(anna.session.store.item(id)?.x).toBe(0);
    expect([tray(anna).length, anna.session.store.status(id), anna.session.saving.get().state]).toEqual([0, 'refused', 'saved']);
    expect(anna.session.refusal.get()).toMatchObject({ code: 'not_now', items: [id] });
  });

  it('[B7.9] [B7.2] a note believed private, arriving when notes are public, waits in the tray', async () => {
    const bench = new Bench();
    bench.server.mode = 'silent';
    const anna = bench.joined(ANNA, { mode: 'silent' });
    anna.wire.close(1006);
    anna.add('for my eyes');
    bench.server.mode = 'open';
    await bench.pass(3_000);
    expect(anna.texts()).toEqual([]);
    expect(tray(anna)).toMatchObject([{ code: 'now_public', text: 'for my eyes' }]);
    expect(bench.server.stream('').entries).toEqual([]);
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', notPlaced: 1 });
  });

  it('[B3.3] placed again it is a new operation and a new note', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    bench.server.refuseNext.push('not_now');
    anna.add('again', { x: 160 });
    bench.settle();
    const [entry] = tray(anna);
    expect(anna.session.tray.copy(entry?.op_id ?? '')).toBe('again');
    anna.session.tray.placeAgain(entry?.op_id ?? '');
    bench.settle();
    const ops = anna.ops().map((op) => (op.t === 'op' ? op.op_id : ''));
    expect(new Set(ops).size).toBe(2);
    expect(tray(anna)).toEqual([]);
    expect([...bench.server.stream('').items.values()]).toMatchObject([{ text: 'again', x: 160 }]);
    await bench.pass(30_000, 500);
    expect(anna.ops()).toHaveLength(2);
  });

  it('[B3.3] a line drawn by hand is placed again with what was written on it since', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.wire.close(1006);
    bench.server.refuseNext.push('not_now');
    const id = anna.session.newId();
    anna.session.do({ t: 'add_stroke', id, x: 0, y: 0, w: 160, h: 160, z: 'U', colour: 'pink', weight: 48, path: [0, 0, 99, 80], text: 'a bridge' });
    const text = anna.session.texts.open(id);
    await bench.turn();
    text.splice({ at: 8, remove: 0, insert: ' over the canal' });
    await bench.pass(5_000);
    const [entry] = tray(anna);
    anna.session.tray.placeAgain(entry?.op_id ?? '');
    await bench.pass(1_000);
    expect([...bench.server.stream('').items.values()]).toMatchObject([{ kind: 'stroke', text: 'a bridge over the canal', path: [0, 0, 99, 80] }]);
    expect(tray(anna)).toEqual([]);
  });

  it('[B3.14] the tray survives a reload; what one tab placed or discarded, another does not place', () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const anna = bench.joined(ANNA, { shelf });
    bench.server.refuseNext.push('not_now', 'not_now');
    anna.add('one');
    anna.add('two');
    bench.settle();
    const other = bench.client(ANNA, { shelf });
    expect(tray(other).map(({ text }) => text)).toEqual(['one', 'two']);
    const [one, two] = tray(anna).map(({ op_id }) => op_id);
    anna.session.tray.discard(one ?? '');
    anna.session.tray.placeAgain(two ?? '');
    expect([other.session.tray.placeAgain(one ?? ''), other.session.tray.placeAgain(two ?? '')]).toEqual([null, null]);
    bench.settle();
    expect(bench.server.stream('').entries).toHaveLength(1);
  });

  it('it was refused once and taken the other time it was sent: it leaves the tray', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.add('both');
    const opId = anna.session.outgoing[0]?.pending.op_id ?? '';
    anna.wire.hear({ t: 'refused', op_id: opId, code: 'not_now', message: '' });
    expect(tray(anna)).toHaveLength(1);
    bench.settle();
    expect(tray(anna)).toEqual([]);
    expect(anna.texts()).toEqual(['both']);
  });

  it.each(['busy', 'too_much'])('[B3.12] %s: the same once more, as a new operation, and what builds on it', async (code) => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    bench.server.refuseNext.push(code);
    const id = anna.add('patience');
    anna.session.do(move(id, 48));
    bench.settle();
    expect(anna.session.store.items()).toMatchObject([{ text: 'patience', x: 48 }]);
    expect(anna.session.saving.get()).toMatchObject({ pending: 2, notPlaced: 0 });
    await bench.pass(2_000);
    expect(bench.server.stream('').items.get(id)).toMatchObject({ text: 'patience', x: 48 });
    const ops = anna.ops().map((op) => (op.t === 'op' ? op.op_id : ''));
    expect(new Set(ops).size).toBe(4);
  });

  it('[B3.11] a note refused takes what I did with it along: one entry in the tray, no second refusal told', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    bench.server.refuseNext.push('not_now');
    const id = anna.add('whole');
    anna.session.do(move(id, 48));
    anna.session.do({ t: 'colour_items', ids: [id], colour: 'green' });
    bench.settle();
    expect(tray(anna)).toMatchObject([{ text: 'whole', code: 'not_now' }]);
    expect(anna.session.refusal.get()?.code).toBe('not_now');
    expect(anna.session.saving.get()).toMatchObject({ pending: 0, notPlaced: 1 });
  });

  it('[B3.11] a note refused keeps what was typed into it in one tab and in another', async () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const one = bench.joined(ANNA, { shelf });
    one.reachable = false;
    one.wire.close(1006);
    const id = one.add('');
    const other = bench.client(ANNA, { shelf });
    other.wire.accept();
    other.wire.up();
    other.wire.dead = true;
    while (other.wire.down());
    for (const [client, letters] of [[one, 'in one tab'], [other, 'in another']] as const) {
      client.session.texts.open(id).splice({ at: 0, remove: 0, insert: letters });
      await bench.pass(500);
      client.kill();
    }
    bench.server.refuseNext.push('not_now');
    const again = bench.joined(ANNA, { shelf });
    await bench.pass(1_000);
    const kept = tray(again).map(({ text }) => text).join(' ');
    expect(kept).toContain('in one tab');
    expect(kept).toContain('in another');
  });

  it('[B3.13] an empty note that is refused is no writing', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    bench.server.refuseNext.push('not_allowed');
    anna.add('');
    bench.settle();
    expect(tray(anna)).toEqual([]);
    expect(anna.session.refusal.get()?.code).toBe('not_allowed');
  });

  it('[T5.3] a note that is too long never leaves the page: it is in the tray', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.add('x'.repeat(4001));
    bench.settle();
    expect(anna.ops()).toEqual([]);
    expect(tray(anna)).toMatchObject([{ code: 'text_too_long' }]);
  });

  it('[B8.16] [B8.1] one operation that the server does not understand is found, and the others arrive', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const hear = bench.server.hear.bind(bench.server);
    bench.server.hear = (member, message) => {
      if (message.t === 'op' && message.op.t === 'add_note' && message.op.text === 'poison') {
        member.send({ t: 'refused', op_id: null, code: 'not_understood', message: '' });
      } else hear(member, message);
    };
    for (const text of ['one', 'two', 'poison', 'three', 'four']) anna.add(text);
    await bench.pass(1_000);
    expect(anna.texts()).toEqual(['one', 'two', 'three', 'four']);
    expect(tray(anna)).toMatchObject([{ text: 'poison', code: 'not_understood' }]);
    expect(bench.server.stream('').entries).toHaveLength(4);
  });

  it('[B7.10] [B7.1] [T4] what I was typing when the note was deleted is in the tray', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const id = ben.add('shared');
    await bench.turn();
    const text = anna.session.texts.open(id);
    await bench.turn();
    ben.session.do({ t: 'delete_items', ids: [id] });
    text.splice({ at: 6, remove: 0, insert: ' thought' });
    expect(anna.texts()).toEqual(['shared thought']);
    await bench.pass(500);
    expect(anna.texts()).toEqual([]);
    expect(text.state.get()).toBe('gone');
    expect(tray(anna)).toMatchObject([{ text: 'shared thought', code: 'item_gone' }]);
    text.close();
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0, notPlaced: 1 });
  });
});

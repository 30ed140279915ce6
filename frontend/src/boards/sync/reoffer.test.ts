// @vitest-environment node
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Bench, type Client } from '../testing/bench';
import type { Op } from '../model/types';
import { forgetKept } from './kept';
import type { YModule } from './shared-text';
import { memoryShelf } from './shelf';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);

const move = (id: string, x: number): Op & { t: 'move_items' } => ({ t: 'move_items', moves: [{ id, x, y: 0, z: 'U' }] });
const tray = (client: Client) => client.session.tray.entries.get().map(({ code, text }) => ({ code, text }));
const opIds = (client: Client) => client.ops().map((op) => (op.t === 'op' ? op.op_id : ''));
const logged = (bench: Bench, owner = '') => bench.server.stream(owner).entries.map(({ op }) => op);

/** The text as the server merges it. */
const textOf = (bench: Bench, id: string) => bench.server.stream('').items.get(id)?.text;

/** Types letters at the end of a note and has them confirmed. */
async function types(bench: Bench, client: Client, id: string, letters: string): Promise<void> {
  const text = client.session.texts.open(id);
  await bench.pass(500);
  text.splice({ at: text.text().length, remove: 0, insert: letters });
  await bench.pass(500);
  text.close();
}

describe('after a restore', () => {
  it('[B14.4] offers again what the server lost, under the same op_ids and in order, once', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.add('one');
    bench.settle();
    const backup = bench.server.backup();
    const two = anna.add('two');
    anna.session.do(move(two, 80));
    anna.add('three');
    bench.settle();
    const before = logged(bench);
    bench.server.restore(backup, 'two');
    anna.add('four, written while it was away');
    await bench.pass(5_000);
    expect(anna.texts()).toEqual(['one', 'two', 'three', 'four, written while it was away']);
    expect(logged(bench).slice(0, 4)).toEqual(before);
    expect(anna.session.store.item(two)?.x).toBe(80);
    expect([anna.session.saving.get().state, tray(anna)]).toEqual(['saved', []]);
    const sent = anna.ops().length;
    bench.server.restore(bench.server.backup(), 'two');
    await bench.pass(5_000);
    expect(anna.ops()).toHaveLength(sent);
  });

  it('[B14.13] [B14.4] pushes nothing of others, and shows nothing that the server has not', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const backup = bench.server.backup();
    const id = ben.add('of Ben');
    bench.settle();
    anna.session.do(move(id, 48));
    bench.settle();
    ben.session.dispose();
    ben.wire.gone();
    bench.server.restore(backup, 'two');
    await bench.pass(120_000, 500);
    expect(anna.texts()).toEqual([]);
    expect(logged(bench)).toEqual([]);
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0, notPlaced: 0 });
  });

  it("[B14.14] what I did with another's lost note waits until she offers it again", async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const backup = bench.server.backup();
    const id = ben.add('of Ben');
    bench.settle();
    anna.session.do(move(id, 48));
    anna.session.do({ t: 'colour_items', ids: [id], colour: 'pink' });
    bench.settle();
    ben.reachable = false;
    bench.server.restore(backup, 'two');
    await bench.pass(5_000);
    expect(logged(bench)).toEqual([]);
    ben.reachable = true;
    ben.session.wake();
    await bench.pass(30_000, 200);
    expect(anna.session.store.item(id)).toMatchObject({ text: 'of Ben', x: 48, colour: 'pink' });
    expect(logged(bench)).toHaveLength(3);
  });

  it('[B14.7] [B14.4] what the backup held is answered accepted and not there twice; a newer move stays', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const id = anna.add('one');
    bench.settle();
    anna.session.do(move(id, 16));
    bench.settle();
    ben.session.do(move(id, 32));
    bench.settle();
    bench.server.restore(bench.server.backup(), 'two');
    await bench.pass(5_000);
    expect(logged(bench)).toHaveLength(3);
    expect(anna.session.store.item(id)?.x).toBe(32);
    expect(new Set(opIds(anna)).size).toBe(2);
    expect(opIds(anna)).toHaveLength(4);
  });

  it('[B14.10] [B14.4] goes on after a reload at any moment, and from another tab', async () => {
    const bench = new Bench();
    let anna = bench.joined(ANNA);
    const backup = bench.server.backup();
    for (const text of ['one', 'two', 'three']) anna.add(text);
    bench.settle();
    bench.server.restore(backup, 'two');
    anna = bench.reload(anna);
    anna.wire.accept();
    anna.wire.up();
    anna.wire.down();
    anna.wire.up();
    anna = bench.reload(anna);
    const other = bench.client(ANNA, { shelf: anna.shelf });
    await bench.pass(3_000);
    for (const client of [anna, other]) expect(client.texts()).toEqual(['one', 'two', 'three']);
    expect(logged(bench)).toHaveLength(3);
  });

  it('[B14.1] a database that was copied back by hand, under the same epoch, is healed as well', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const backup = bench.server.backup();
    anna.add('one');
    bench.settle();
    bench.server.restore(backup, 'one');
    await bench.pass(5_000);
    expect(anna.texts()).toEqual(['one']);
    expect(logged(bench)).toHaveLength(1);
  });

  it('[B14.8] [B14.4] [B14.5] a reveal is not offered again; what was revealed and is refused by now is in the tray', async () => {
    const bench = new Bench();
    bench.server.mode = 'silent';
    const anna = bench.joined(ANNA, { mode: 'silent' });
    const backup = bench.server.backup();
    anna.add('in silence');
    anna.session.do({ t: 'reveal' });
    bench.settle();
    bench.server.restore(backup, 'two');
    bench.server.mode = 'open';
    await bench.pass(5_000);
    expect(bench.server.mode).toBe('open');
    expect(tray(anna)).toEqual([{ code: 'now_public', text: 'in silence' }]);
    expect(logged(bench)).toEqual([]);
  });

  it("[B14.5] today's rights decide: writing goes to the tray, a move is let go", async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('one');
    bench.settle();
    const backup = bench.server.backup();
    anna.add('two');
    anna.session.do(move(id, 64));
    bench.settle();
    bench.server.restore(backup, 'two');
    bench.server.refuseNext.push('not_allowed', 'not_allowed');
    await bench.pass(5_000);
    expect(tray(anna)).toEqual([{ code: 'not_allowed', text: 'two' }]);
    expect([anna.texts(), anna.session.store.item(id)?.x]).toEqual([['one'], 0]);
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0, notPlaced: 1 });
  });

  it('[B14.9] [B14.4] keeps them for a day, the latest thousand at most', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const backup = bench.server.backup();
    anna.add('yesterday');
    bench.settle();
    await bench.pass(24 * 3_600_000 + 1, 3_600_000);
    anna.add('today');
    bench.settle();
    bench.server.restore(backup, 'two');
    await bench.pass(30_000, 500);
    expect(anna.texts()).toEqual(['today']);
    for (let i = 0; i < 1_100; i++) anna.session.do(move(anna.session.store.items()[0]?.id ?? '', i));
    await bench.pass(15_000, 100);
    expect(anna.shelf.keys('').filter((key) => key.includes('/kept/'))).toHaveLength(1_000);
  });
});

describe('texts after a restore', () => {
  it('[B14.6] edits that were lost merge with what others wrote meanwhile', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('glass');
    bench.settle();
    await types(bench, anna, id, ' works');
    const backup = bench.server.backup();
    await types(bench, anna, id, ' at night');
    expect(textOf(bench, id)).toBe('glass works at night');
    anna.reachable = false;
    bench.server.restore(backup, 'two');
    const ben = bench.joined(BEN);
    await types(bench, ben, id, '!');
    expect(textOf(bench, id)).toBe('glass works!');
    anna.reachable = true;
    await bench.pass(20_000, 200);
    expect(textOf(bench, id)).toMatch(/^glass works(!| at night){2}$/);
    expect(bench.server.text(id)).toBe(textOf(bench, id));
    expect([anna.texts(), tray(anna)]).toEqual([[textOf(bench, id)], []]);
  });

  it('[B14.3] [B14.6] typing goes on while lost edits are offered again, under another Y client', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = anna.add('one');
    const text = anna.session.texts.open(id);
    await bench.pass(1_000);
    text.splice({ at: 3, remove: 0, insert: ' two' });
    await bench.pass(1_000);
    const [backup, client] = [bench.server.backup(), anna.session.about.get()?.you.y_client];
    text.splice({ at: 7, remove: 0, insert: ' three' });
    await bench.pass(1_000);
    bench.server.restore(backup, 'two');
    text.splice({ at: 13, remove: 0, insert: ' four' });
    await bench.pass(3_000);
    text.splice({ at: 0, remove: 0, insert: 'zero ' });
    await bench.pass(30_000, 200);
    expect(anna.session.about.get()?.you.y_client).not.toBe(client);
    expect(textOf(bench, id)).toBe('zero one two three four');
    expect([text.text(), bench.server.text(id), tray(anna)]).toEqual(['zero one two three four', 'zero one two three four', []]);
  });

  it('[B14.11] [B14.6] an edit on letters that another lost too waits for them to come back', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const id = anna.add('a');
    await types(bench, ben, id, '');
    await types(bench, anna, id, '');
    const backup = bench.server.backup();
    await types(bench, ben, id, 'b');
    await types(bench, anna, id, 'c');
    expect(textOf(bench, id)).toBe('abc');
    ben.reachable = false;
    bench.server.restore(backup, 'two');
    await bench.pass(4_000);
    expect(textOf(bench, id)).toBe('a');
    ben.reachable = true;
    ben.session.wake();
    await bench.pass(30_000, 200);
    expect([textOf(bench, id), anna.texts(), ben.texts()]).toEqual(['abc', ['abc'], ['abc']]);
    expect([tray(anna), tray(ben)]).toEqual([[], []]);
  });

  it('[B14.12] [B14.6] those letters never come: the text as she saw it is in the tray, and nothing is garbled', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const id = anna.add('a');
    bench.settle();
    const backup = bench.server.backup();
    await types(bench, ben, id, 'b');
    await types(bench, anna, id, 'c');
    expect(textOf(bench, id)).toBe('abc');
    await types(bench, anna, id, 'd');
    ben.session.dispose();
    ben.wire.gone();
    bench.server.restore(backup, 'two');
    await bench.pass(120_000, 500);
    expect([textOf(bench, id), bench.server.text(id), anna.texts()]).toEqual(['a', 'a', ['a']]);
    expect(tray(anna)).toEqual([{ code: 'text_gap', text: 'abcd' }]);
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0 });
  });

  it.each([
    ['of another epoch', 'text_epoch'],
    ['under a number that was lent after the backup', 'text_forged'],
    ['of a note that is gone', 'item_gone'],
  ])('[B14.6] edits %s go to the tray as plain text, the open editor goes on', async (_what, code) => {
    const bench = new Bench();
    const ben = bench.joined(BEN);
    const anna = bench.joined(ANNA);
    const id = ben.add('a');
    const other = ben.add('x');
    bench.settle();
    let backup = bench.server.backup();
    if (code === 'text_forged') backup = { ...backup, clients: new Map() };
    await types(bench, anna, id, 'b');
    const text = anna.session.texts.open(other);
    await bench.pass(500);
    bench.server.restore(backup, 'two');
    if (code === 'text_epoch') bench.server.renewText(id, 'a');
    const back = bench.joined('c3'.repeat(16));
    if (code === 'item_gone') back.session.do({ t: 'delete_items', ids: [id] });
    bench.settle();
    await bench.pass(3_000);
    text.splice({ at: 1, remove: 0, insert: 'y' });
    await bench.pass(10_000, 200);
    // Of a text that was rewritten only what she typed herself (E6).
    expect(tray(anna)).toEqual([{ code, text: code === 'text_epoch' ? 'b' : 'ab' }]);
    expect([textOf(bench, other), text.text()]).toEqual(['xy', 'xy']);
    expect(textOf(bench, id)).toBe('a');
    const joins = anna.sent.filter(({ t }) => t === 'join');
    expect(joins).toHaveLength(2);
  });
});

describe('the shelf', () => {
  it('what is kept makes room for everything else', () => {
    const bench = new Bench();
    const shelf = memoryShelf(new Map(), 6_000);
    const anna = bench.joined(ANNA, { shelf });
    for (let i = 0; i < 12; i++) anna.add('note'.repeat(20));
    bench.settle();
    anna.reachable = false;
    anna.wire.close(1006);
    for (let i = 0; i < 12; i++) anna.add('more'.repeat(20));
    expect(anna.session.saving.get()).toMatchObject({ shelfFull: false, pending: 12 });
  });

  it('who leaves the device leaves nothing of it there', () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const anna = bench.joined(ANNA, { shelf });
    anna.add('a secret of the lab');
    bench.settle();
    const secrets = () => shelf.keys('').filter((key) => shelf.get(key)?.includes('a secret of the lab'));
    expect(secrets()).toHaveLength(1);
    forgetKept(shelf);
    expect(secrets()).toEqual([]);
  });

  it('[B14.1] a text whose document was not here yet shows nothing of the past that is gone', async () => {
    const bench = new Bench();
    let arrives: (Y: YModule) => void = () => undefined;
    const anna = bench.joined(ANNA, { loadYjs: () => new Promise((resolve) => (arrives = resolve)) });
    const ben = bench.joined(BEN);
    const id = ben.add('short');
    bench.settle();
    const backup = bench.server.backup();
    const text = anna.session.texts.open(id);
    await types(bench, ben, id, ' and gone');
    expect(anna.session.store.item(id)?.text).toBe('short and gone');
    ben.kill();
    bench.server.restore(backup, 'two');
    await bench.pass(5_000);
    arrives(Y);
    await bench.pass(5_000);
    expect([text.text(), text.state.get()]).toEqual(['short', 'shared']);
  });
});

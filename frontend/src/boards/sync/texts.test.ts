// @vitest-environment node
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { Bench, type Client } from '../testing/bench';
import { seeded } from '../testing/virtual';
import { baseUpdate, merged, SharedText } from './shared-text';
import { unpack } from './base64';
import { memoryShelf } from './shelf';
import type { TextHandle } from './handle';
import type { Delta } from '../model/delta';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);

const put = (handle: TextHandle, insert: string, at = handle.text().length, remove = 0) => handle.splice({ at, remove, insert });
const shown = (client: Client, id: string) => client.session.store.item(id)?.text;
const edits = (client: Client) => client.ops().flatMap((op) => (op.t === 'op' && op.op.t === 'edit_text' ? [op.op] : []));
const applied = (delta: Delta, text: string): string => {
  let read = 0;
  let result = '';
  for (const step of delta) {
    if ('retain' in step) {
      result += text.slice(read, read + step.retain);
      read += step.retain;
    } else if ('insert' in step) result += step.insert;
    else read += step.delete;
  }
  return result + text.slice(read);
};

/** Anna and Ben on a note of Anna's, both with it open. */
async function two(text = 'ahoj') {
  const bench = new Bench();
  const anna = bench.joined(ANNA);
  const ben = bench.joined(BEN);
  const id = anna.add(text);
  await bench.turn();
  const hers = anna.session.texts.open(id);
  const his = ben.session.texts.open(id);
  await bench.turn();
  return { bench, anna, ben, id, hers, his };
}

describe('texts', () => {
  it('[T1] both sides begin with the same document', () => {
    const bytes = baseUpdate(Y, 'žluť 😀');
    expect(Array.from(Y.decodeUpdate(bytes).structs, ({ id }) => [id.client, id.clock])).toEqual([[1, 0]]);
    expect(baseUpdate(Y, '')).toEqual(Uint8Array.of(0, 0));
  });

  it('two people typing at once both keep every letter', async () => {
    const { bench, anna, ben, id, hers, his } = await two();
    put(hers, ' Anno 👩‍👩‍👧');
    put(his, 'Bene, ', 0);
    expect([shown(anna, id), shown(ben, id)]).toEqual(['ahoj Anno 👩‍👩‍👧', 'Bene, ahoj']);
    await bench.pass(400);
    for (const client of [anna, ben]) expect(shown(client, id)).toBe('Bene, ahoj Anno 👩‍👩‍👧');
    expect(bench.server.text(id)).toBe('Bene, ahoj Anno 👩‍👩‍👧');
    expect(bench.server.stream('').items.get(id)?.text).toBe('Bene, ahoj Anno 👩‍👩‍👧');
  });

  it('[T1.7] letters go out together, every 150 ms at most', async () => {
    const { bench, anna, id, hers } = await two('');
    for (const letter of 'dvacet písmen a dost') {
      put(hers, letter);
      await bench.pass(50);
    }
    await bench.pass(200);
    expect(edits(anna).length).toBeLessThanOrEqual(8);
    expect(bench.server.text(id)).toBe('dvacet písmen a dost');
  });

  it('[T1.8] whoever has not opened the text sees it by its splices', async () => {
    const { bench, anna, id, hers } = await two('😀');
    const reader = bench.joined('c3'.repeat(16));
    put(hers, 'a', 0);
    await bench.pass(300);
    put(hers, 'ž');
    await bench.pass(300);
    expect([shown(reader, id), shown(anna, id)]).toEqual(['a😀ž', 'a😀ž']);
    expect(reader.sent.some(({ t }) => t === 'open_text')).toBe(false);
  });

  it('[T2.14] edits are made by the Y client the server gave, and by no other', async () => {
    const { bench, anna, hers, his } = await two();
    put(hers, 'x');
    put(his, 'y');
    await bench.pass(400);
    put(hers, 'z');
    await bench.pass(400);
    const clients = edits(anna).flatMap(({ update }) => Y.decodeUpdate(unpack(update)).structs.map(({ id }) => id.client));
    expect(new Set(clients)).toEqual(new Set([anna.sent.find(({ t }) => t === 'join') ? 16 : 0]));
  });

  it('[T1.9] typing works before the document is here, and is merged into it', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const id = anna.add('ahoj');
    await bench.turn();
    const his = ben.session.texts.open(id);
    await bench.turn();
    put(his, '!');
    const hers = anna.session.texts.open(id);
    expect(hers.state.get()).toBe('plain');
    put(hers, 'no ', 0);
    expect(shown(anna, id)).toBe('no ahoj');
    expect(anna.session.saving.get().state).toBe('saving');
    await bench.pass(500);
    expect(hers.state.get()).toBe('shared');
    expect([hers.text(), his.text(), bench.server.text(id)]).toEqual(['no ahoj!', 'no ahoj!', 'no ahoj!']);
    expect(anna.shelf.keys('').filter((key) => key.includes('/draft/'))).toEqual([]);
  });

  it('[T1.10] a note that is only pending can be edited at once, offline', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    anna.reachable = false;
    anna.wire.close(1006);
    const id = anna.add('offline');
    const text = anna.session.texts.open(id);
    await bench.turn();
    expect(text.state.get()).toBe('shared');
    for (const letter of ' and edited') put(text, letter);
    await bench.pass(20_000, 500);
    expect(anna.session.outgoing).toHaveLength(2);
    anna.reachable = true;
    await bench.pass(16_000, 500);
    expect(bench.server.text(id)).toBe('offline and edited');
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0 });
  });

  it('never online: what is typed is kept as it is and becomes an edit with the first welcome', async () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    let anna = bench.client(ANNA, { shelf });
    anna.reachable = false;
    const id = anna.add('plain');
    const text = anna.session.texts.open(id);
    await bench.turn();
    put(text, ' letters');
    put(text, 'some ', 0);
    expect([text.state.get(), shown(anna, id)]).toEqual(['plain', 'some plain letters']);
    anna = bench.reload(anna);
    anna.reachable = false;
    expect(shown(anna, id)).toBe('some plain letters');
    anna.reachable = true;
    await bench.pass(3_000);
    expect(bench.server.text(id)).toBe('some plain letters');
    expect(shelf.keys('').filter((key) => key.includes('/op/') || key.includes('/draft/'))).toEqual([]);
  });

  it('[T1.11] letters typed before a reload arrive after it, once', async () => {
    const { bench, anna, id, hers } = await two();
    anna.wire.dead = true;
    anna.reachable = false;
    put(hers, ' navždy');
    await bench.pass(200);
    const again = bench.reload(anna);
    again.reachable = true;
    await bench.pass(2_000);
    expect(bench.server.text(id)).toBe('ahoj navždy');
    expect(shown(again, id)).toBe('ahoj navždy');
    const handle = again.session.texts.open(id);
    await bench.pass(200);
    put(handle, '!');
    await bench.pass(500);
    expect(bench.server.text(id)).toBe('ahoj navždy!');
  });

  it('what others typed while the line was away is there afterwards, mine too', async () => {
    const { bench, anna, ben, id, hers, his } = await two();
    anna.wire.dead = true;
    anna.reachable = false;
    await bench.pass(6_000);
    put(hers, ' Anna');
    put(his, 'Ben ', 0);
    await bench.pass(1_000);
    anna.reachable = true;
    await bench.pass(16_000);
    for (const client of [anna, ben]) expect(shown(client, id)).toBe('Ben ahoj Anna');
  });

  it('[T3.4] when a part is missing everything of mine is sent again', async () => {
    const { bench, anna, ben, id, hers } = await two('');
    bench.server.refuseNext.push('text_gap');
    put(hers, 'one ');
    await bench.pass(200);
    put(hers, 'two');
    await bench.pass(4_000);
    expect(bench.server.text(id)).toBe('one two');
    expect([shown(anna, id), shown(ben, id)]).toEqual(['one two', 'one two']);
    expect(anna.session.tray.entries.get()).toEqual([]);
  });

  it('[T3.5] what stays missing is given up for the tray, not tried for ever', async () => {
    const { bench, anna, hers } = await two('');
    bench.server.refuseNext.push(...Array.from({ length: 9 }, () => 'text_gap'));
    put(hers, 'lost?');
    await bench.pass(10_000);
    expect(anna.session.tray.entries.get()).toMatchObject([{ text: 'lost?', code: 'text_gap' }]);
    expect(edits(anna)).toHaveLength(4);
    expect(hers.text()).toBe('');
  });

  it('[T4] a renewed text: mine goes to the tray, the new one is shown', async () => {
    const { bench, anna, id, hers } = await two('secret');
    put(hers, ' and mine');
    bench.server.renewText(id, 'blank');
    await bench.pass(500);
    expect(anna.session.tray.entries.get()).toMatchObject([{ text: ' and mine', code: 'text_epoch' }]);
    expect(hers.text()).toBe('blank');
    put(hers, '!');
    await bench.pass(500);
    expect(bench.server.text(id)).toBe('blank!');
  });

  it('[T4.3] a renewed text that I only read is replaced, and nothing goes to the tray', async () => {
    const { bench, anna, id, hers } = await two('secret');
    bench.server.renewText(id, 'blank');
    anna.wire.close(1006);
    await bench.pass(3_000);
    expect(hers.text()).toBe('blank');
    expect(anna.session.tray.entries.get()).toEqual([]);
  });

  it('[S3.7] a text that is open stays open through the reveal', async () => {
    const bench = new Bench();
    bench.server.mode = 'silent';
    const anna = bench.joined(ANNA, { mode: 'silent' });
    const ben = bench.joined(BEN, { mode: 'silent' });
    const id = anna.add('hidden');
    await bench.turn();
    const hers = anna.session.texts.open(id);
    await bench.turn();
    put(hers, ' for now');
    await bench.pass(300);
    ben.session.do({ t: 'reveal' });
    put(hers, '!');
    await bench.pass(300);
    const his = ben.session.texts.open(id);
    await bench.turn();
    put(his, '?');
    await bench.pass(300);
    expect([hers.state.get(), hers.text(), his.text()]).toEqual(['shared', 'hidden for now!?', 'hidden for now!?']);
  });

  it('Yjs that cannot be loaded is tried again; typing goes on', async () => {
    const bench = new Bench();
    let tries = 0;
    const anna = bench.joined(ANNA, { loadYjs: () => (++tries < 3 ? Promise.reject(new Error('offline')) : Promise.resolve(Y)) });
    const id = anna.add('');
    await bench.turn();
    const text = anna.session.texts.open(id);
    put(text, 'ahoj');
    await bench.pass(10_000);
    expect([tries, text.state.get(), bench.server.text(id)]).toEqual([3, 'shared', 'ahoj']);
  });

  it('lets go of a text when its editor closed and everything is confirmed', async () => {
    const { bench, anna, hers, id } = await two();
    put(hers, '!');
    hers.close();
    hers.close();
    expect(anna.session.texts.textOf(id)).toBe('ahoj!');
    await bench.pass(300);
    expect(anna.session.texts.textOf(id)).toBeNull();
    expect(shown(anna, id)).toBe('ahoj!');
  });

  it('[T2.14] a duplicated tab never writes under the same Y client', async () => {
    const { bench, anna } = await two();
    const copy = memoryShelf(new Map(anna.tabShelf.keys('').map((key) => [key, anna.tabShelf.get(key) ?? ''])));
    const twin = bench.joined(ANNA, { tabShelf: copy, shelf: anna.shelf });
    expect(twin.session.about.get()?.you.y_client).not.toBe(anna.session.about.get()?.you.y_client);
  });

  it('[T2.14] a page types under no Y client before it has joined: its tab may have been opened again twice', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const before = anna.session.about.get()?.you.y_client;
    anna.session.dispose();
    const next = bench.reload(anna);
    const id = next.add('ahoj');
    const hers = next.session.texts.open(id);
    await bench.turn();
    put(hers, '!');
    next.wire.accept();
    await bench.pass(1000);
    expect(bench.server.text(id)).toBe('ahoj!');
    const clients = edits(next).flatMap(({ update }) => Y.decodeUpdate(unpack(update)).structs.map((struct) => struct.id.client));
    expect(new Set(clients)).toEqual(new Set([next.session.about.get()?.you.y_client]));
    expect(clients).not.toContain(before);
  });
});

describe('merging plain changes', () => {
  it('keeps every letter of both', () => {
    const random = seeded(7);
    const letters = ['a', 'ž', '漢', '😀', ' ', '\n'];
    const word = () => Array.from({ length: random.below(5) }, () => letters[random.below(letters.length)]).join('');
    for (let i = 0; i < 500; i++) {
      const [before, between, behind] = [word(), `${word()}-`, word()];
      const base = before + between + behind;
      const now = `${before}${between}THEIRS${behind}`;
      const splices = [{ at: before.length, remove: 0, insert: 'MINE' }, { at: 0, remove: 0, insert: '!' }];
      expect(applied(merged(Y, base, splices, now), now)).toBe(`!${before}MINE${between}THEIRS${behind}`);
    }
  });
});

describe('shared texts', () => {
  it('3,000 random steps of two hands, with delays and repetitions: no divergence', () => {
    const random = seeded(42);
    const words = ['a', 'be', 'žluť', 'ouč', '漢字', '😀', '👩‍👩‍👧', '🇨🇿', '\n', 'e\u0301'];
    const inbox: Uint8Array[][] = [[], []];
    const [anna, ben] = [16, 17].map((client, mine) => {
      const send = (update: Uint8Array) => inbox[1 - mine]?.push(update);
      return new SharedText(Y, client, [baseUpdate(Y, 'začátek 😀')], { update: send, changed: () => undefined });
    });
    if (!anna || !ben) throw new Error('two hands');
    const hands = [anna, ben];
    for (let step = 0; step < 3_000; step++) {
      const who = random.below(2);
      const hand = hands[who];
      const box = inbox[who];
      if (!hand || !box) continue;
      const points = Array.from(hand.text());
      const from = random.below(points.length + 1);
      const count = random.below(3);
      const at = points.slice(0, from).join('').length;
      const remove = points.slice(from, from + count).join('').length;
      const choice = random.below(10);
      if (choice < 7) hand.splice({ at, remove: points.length > 60 ? remove : 0, insert: words[random.below(words.length)] ?? '' }, hand);
      else if (choice === 7) hand.undo();
      else hand.receive([...box.slice(0, 2), ...box.splice(0, 1 + random.below(5))]);
      if (step % 500 === 499) {
        for (const [mine, waiting] of inbox.entries()) hands[mine]?.receive(waiting.splice(0));
        expect(anna.text()).toBe(ben.text());
        expect(anna.text()).not.toContain('\ufffd');
      }
    }
  }, 60_000);
});

// @vitest-environment node
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { Bench, type Client } from '../testing/bench';
import { pack } from './base64';
import { onto } from './drafts';
import { lettersOf } from './letters';
import { memoryShelf } from './shelf';
import type { TextHandle } from './handle';
import { seeded } from '../testing/virtual';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);
/** What Anna wrote; she asks for it to be erased. */
const HERS = 'kestrel';

const put = (handle: TextHandle, insert: string, at = handle.text().length, remove = 0) => handle.splice({ at, remove, insert });
const shown = (client: Client, id: string) => client.session.store.item(id)?.text;
const tray = (client: Client) => client.session.tray.entries.get().map(({ code, text }) => ({ code, text }));
const shelved = (client: Client) => client.shelf.keys('').map((key) => `${key} ${client.shelf.get(key) ?? ''}`).join('\n');
const numberOf = (client: Client) => client.session.about.get()?.you.y_client ?? 0;

/** Nothing this page holds, or has put on the shelf, says any of Anna's words. */
function forgets(client: Client): void {
  const { session } = client;
  const texts = session.store.items().map(({ text }) => text);
  const streams = session.store.streams().flatMap(({ items }) => [...items.values()].map(({ text }) => text));
  const unpacked = (text: string) => text + [...text.matchAll(/[A-Za-z0-9+/]{8,}={0,2}/g)].map(([part]) => atob(part.slice(0, part.length - (part.length % 4)))).join();
  const outgoing = JSON.stringify(session.outgoing.filter(({ covered }) => !covered));
  for (const said of [...texts, ...streams, unpacked(outgoing), JSON.stringify(session.tray.entries.get()), unpacked(shelved(client))]) {
    expect(said).not.toContain(HERS);
  }
}

/** Anna's note, to which Ben added, both with it open; and its text without her words. */
async function shared() {
  const bench = new Bench();
  const anna = bench.joined(ANNA);
  const ben = bench.joined(BEN);
  const id = anna.add(HERS);
  await bench.turn();
  const his = ben.session.texts.open(id);
  await bench.turn();
  put(his, ' plover');
  await bench.pass(300);
  expect(bench.server.text(id)).toBe(`${HERS} plover`);
  const erase = () => bench.server.rewriteText(id, [numberOf(ben), ' plover']);
  return { bench, anna, ben, id, his, erase };
}

describe('a text is rewritten', () => {
  it('[E6.3] an open editor goes on with what is left, without a new connection', async () => {
    const { bench, ben, id, his, erase } = await shared();
    erase();
    await bench.turn();
    expect([his.state.get(), his.text(), shown(ben, id)]).toEqual(['shared', ' plover', ' plover']);
    put(his, '!');
    await bench.pass(300);
    expect(bench.server.text(id)).toBe(' plover!');
    expect(ben.wires).toHaveLength(1);
    expect(tray(ben)).toEqual([]);
    forgets(ben);
  });

  it('[T4.2] what was typed and not confirmed comes back as plain letters, those of others do not', async () => {
    const { bench, ben, id, his, erase } = await shared();
    put(his, 'no ', 0);
    put(his, '!');
    bench.clock.pass(200);
    put(his, '?');
    erase();
    await bench.pass(1_000);
    expect(tray(ben)).toEqual([{ code: 'text_epoch', text: 'no \n!?' }]);
    expect([his.text(), bench.server.text(id)]).toEqual([' plover', ' plover']);
    expect(ben.session.saving.get()).toMatchObject({ state: 'saved', pending: 0, notPlaced: 1 });
    forgets(ben);
  });

  it('[T4] an edit that is on its way is refused and kept once, whichever comes first', async () => {
    for (const first of ['refusal', 'entry']) {
      const { bench, ben, id, his, erase } = await shared();
      put(his, '!');
      bench.clock.pass(200);
      if (first === 'refusal') {
        const wire = ben.wire.toClient;
        erase();
        const entry = wire.pop();
        bench.settle();
        if (entry) wire.push(entry);
      } else erase();
      await bench.pass(12_000, 500);
      expect(tray(ben)).toEqual([{ code: 'text_epoch', text: '!' }]);
      expect([his.text(), bench.server.text(id)]).toEqual([' plover', ' plover']);
      forgets(ben);
    }
  });

  it('[T4] offline meanwhile: typing in an open editor comes back as plain letters', async () => {
    const { bench, ben, id, his, erase } = await shared();
    ben.reachable = false;
    ben.wire.close(1006);
    put(his, ' and ptarmigan');
    await bench.pass(1_000);
    erase();
    ben.reachable = true;
    await bench.pass(16_000, 500);
    expect(tray(ben)).toEqual([{ code: 'text_epoch', text: ' and ptarmigan' }]);
    expect([his.text(), shown(ben, id)]).toEqual([' plover', ' plover']);
    forgets(ben);
    const again = ben.session.tray.entries.get()[0]?.op_id ?? '';
    const placed = ben.session.tray.placeAgain(again) ?? '';
    await bench.pass(300);
    expect(bench.server.text(placed)).toBe(' and ptarmigan');
  });

  it('[T4] offline and reloaded, with edits on the shelf and no editor', async () => {
    const { bench, ben, id, his, erase } = await shared();
    ben.reachable = false;
    ben.wire.close(1006);
    put(his, ' and ptarmigan');
    await bench.pass(1_000);
    const again = bench.reload(ben);
    again.reachable = false;
    await bench.turn();
    expect(shelved(again)).toContain(HERS);
    erase();
    again.reachable = true;
    await bench.pass(16_000, 500);
    expect(tray(again)).toEqual([{ code: 'text_epoch', text: ' and ptarmigan' }]);
    expect(shown(again, id)).toBe(' plover');
    forgets(again);
  });

  it('[E6.4] a draft that waits on the shelf goes on on the new text, no letter of his is lost', async () => {
    const bench = new Bench();
    const shelf = memoryShelf();
    const anna = bench.joined(ANNA);
    const id = anna.add(`${HERS}-+`);
    await bench.turn();
    let loads = 0;
    const loadYjs = () => (++loads < 6 ? Promise.reject(new Error('no network')) : Promise.resolve(Y));
    let ben = bench.joined(BEN, { shelf, loadYjs });
    const first = ben.session.texts.open(id);
    put(first, ' plover');
    put(first, 'the ', 0);
    await bench.turn();
    expect(shelved(ben)).toContain(HERS);
    for (const live of [true, false]) {
      if (!live) {
        ben = bench.reload(ben);
        ben.reachable = false;
        await bench.turn();
      }
      bench.server.rewriteText(id, [numberOf(anna), live ? '-+' : '+']);
      ben.reachable = true;
      if (live) {
        await bench.turn();
        expect([shown(ben, id), first.text()]).toEqual(['the -+ plover', 'the -+ plover']);
      } else await bench.pass(16_000, 500);
      forgets(ben);
    }
    expect(shown(ben, id)).toBe('the + plover');
    expect(bench.server.text(id)).toBe('the + plover');
    expect(tray(ben)).toEqual([]);
  });

  it('[E6.5] what lies in the tray since earlier keeps only his own letters', async () => {
    const { bench, ben, id, his, erase } = await shared();
    bench.server.refuseNext.push('not_now');
    put(his, ' ptarmigan');
    await bench.pass(3_000);
    expect(tray(ben)).toEqual([{ code: 'not_now', text: `${HERS} plover ptarmigan` }]);
    erase();
    await bench.turn();
    expect(tray(ben)).toEqual([{ code: 'not_now', text: ' ptarmigan' }]);
    expect(shown(ben, id)).toBe(' plover');
    forgets(ben);
  });

  it('[E6] … also for who was away and gets the board whole', async () => {
    const { bench, ben, his, erase } = await shared();
    bench.server.refuseNext.push('not_now');
    put(his, ' ptarmigan');
    await bench.pass(3_000);
    const away = bench.reload(ben);
    away.reachable = false;
    await bench.turn();
    erase();
    away.reachable = true;
    await bench.pass(16_000, 500);
    expect(tray(away)).toEqual([{ code: 'not_now', text: ' ptarmigan' }]);
    forgets(away);
  });

  it('[E2] where she wrote alone the text is empty, and can be written anew', async () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const ben = bench.joined(BEN);
    const id = anna.add(HERS);
    await bench.turn();
    const his = ben.session.texts.open(id);
    await bench.turn();
    bench.server.rewriteText(id);
    await bench.turn();
    expect([his.state.get(), his.text()]).toEqual(['shared', '']);
    put(his, 'plover');
    await bench.pass(300);
    expect(bench.server.text(id)).toBe('plover');
    forgets(ben);
  });

  it('[E6.6] [E4] a text that is only told anew: an open editor and what is typed notice nothing', async () => {
    const { bench, ben, id, his } = await shared();
    put(his, '!');
    const { epoch, doc } = bench.server.texts.get(id) ?? { epoch: 0, doc: new Y.Doc() };
    const words = { texts: [{ id, text: doc.getText('t').toJSON(), state: pack(Y.encodeStateAsUpdate(doc)) }] };
    const { id: stream, entries } = bench.server.stream('');
    const told = { seq: entries.length + 1, at: '2026-03-12T08:00:00.000000Z', actor: '0'.repeat(32), op: 'f', verb: 'texts_rewritten', facts: { items: [{ id, epoch }] }, words } as const;
    entries.push(told);
    ben.wire.hear({ t: 'entries', stream, hash: bench.server.hash(bench.server.stream(''), told.seq), entries: [told] });
    expect(his.text()).toBe(`${HERS} plover!`);
    await bench.pass(300);
    expect(bench.server.text(id)).toBe(`${HERS} plover!`);
    expect(tray(ben)).toEqual([]);
  });
});

describe('the letters of edits', () => {
  it('are what was typed and not taken out again, whatever Yjs makes of it', () => {
    const random = seeded(11);
    const words = ['a', 'bc', 'žluť', '😀', '漢字', 'e\u0301'];
    for (let round = 0; round < 200; round++) {
      const doc = new Y.Doc();
      const first = new Y.Doc();
      first.clientID = 1;
      first.getText('t').insert(0, 'THEIRS');
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
      doc.clientID = 16;
      const updates: Uint8Array[] = [];
      doc.on('update', (update: Uint8Array) => updates.push(update));
      const text = doc.getText('t');
      for (let step = 0; step < 12; step++) {
        const points = Array.from(text.toJSON());
        const from = random.below(points.length + 1);
        const at = points.slice(0, from).join('').length;
        if (random.below(3) > 0) text.insert(at, words[random.below(words.length)] ?? '');
        else text.delete(at, points.slice(from, from + 2).join('').length);
      }
      const sorted = (said: string): string => Array.from(said.replaceAll('\n', '')).sort().join('');
      const own = sorted(text.toJSON().replace(/[THEIRS]/g, ''));
      expect(sorted(lettersOf(updates))).toBe(own);
      expect(sorted(lettersOf([Y.mergeUpdates(updates)]))).toBe(own);
    }
  });

  it('stand in their order, apart where others stood between', () => {
    const doc = new Y.Doc();
    const text = doc.getText('t');
    const updates: Uint8Array[] = [];
    text.insert(0, 'THEIRS');
    doc.clientID = 16;
    doc.on('update', (update: Uint8Array) => updates.push(update));
    text.insert(6, 'world');
    text.insert(6, 'hello ');
    text.insert(0, 'so: ');
    text.delete(4, 6);
    text.insert(15, '!');
    expect(lettersOf(updates)).toBe('hello world!\nso: ');
    expect(lettersOf([Uint8Array.of(1, 2, 3), ...updates])).toBe('hello world!\nso: ');
  });
});

describe('a draft on another text', () => {
  it('keeps every letter typed, and no other', () => {
    const random = seeded(5);
    const word = (letters: string) => Array.from({ length: random.below(6) }, () => letters[random.below(letters.length)]).join('');
    for (let round = 0; round < 500; round++) {
      const base = word('xyz');
      let text = base;
      const splices = Array.from({ length: 1 + random.below(5) }, () => {
        const at = random.below(text.length + 1);
        const splice = { at, remove: Math.min(random.below(3), text.length - at), insert: word('abc') };
        text = text.slice(0, at) + splice.insert + text.slice(at + splice.remove);
        return splice;
      });
      const now = word('xyzXYZ');
      const draft = onto({ item: '1', base, epoch: 0, splices }, now, 1);
      const result = draft.splices.reduce((all, { at, remove, insert }) => all.slice(0, at) + insert + all.slice(at + remove), now);
      expect(result.replace(/[xyzXYZ]/g, '')).toBe(text.replace(/[xyz]/g, ''));
      expect([draft.base, draft.epoch]).toEqual([now, 1]);
      if (now === base) expect(result).toBe(text);
    }
  });
});

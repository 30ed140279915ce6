// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { Bench, type Client } from '../testing/bench';
import type { AddImage } from '../model/types';

const ANNA = 'a1'.repeat(16);
const BEN = 'b2'.repeat(16);
const FILE = 'c'.repeat(32);

const tray = (client: Client) => client.session.tray.entries.get();

function put(client: Client, fields: Partial<AddImage> = {}): string {
  const id = client.session.newId();
  client.session.do({ t: 'add_image', id, x: 0, y: 0, z: 'U', w: 5120, h: 3840, file: FILE, alt: '', ...fields });
  return id;
}

describe('pictures', () => {
  it('[B5.1] are shown at once, and after the echo to everybody', () => {
    const bench = new Bench();
    const [anna, ben] = [bench.joined(ANNA), bench.joined(BEN)];
    const id = put(anna, { alt: 'Whole panes' });
    expect(anna.session.store.item(id)).toMatchObject({ kind: 'image', file: FILE, text: 'Whole panes', w: 5120 });
    expect(ben.session.store.item(id)).toBeUndefined();
    bench.settle();
    for (const { session } of [anna, ben]) expect(session.store.item(id)).toMatchObject({ file: FILE, author: ANNA });
    expect(anna.session.saving.get()).toMatchObject({ state: 'saved', pending: 0 });
  });

  it('are whole numbers in range, and well formed in words, before they are sent', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = put(anna, { x: 1.4, w: 2.5, h: 1e12, alt: 'half \ud83d' });
    expect(anna.session.store.item(id)).toMatchObject({ x: 1, w: 16, h: 2 ** 20, text: 'half \ufffd' });
  });

  it('[S1] written in silence are private, and revealed like notes', () => {
    const bench = new Bench();
    bench.server.mode = 'silent';
    const [anna, ben] = [bench.joined(ANNA, { mode: 'silent' }), bench.joined(BEN, { mode: 'silent' })];
    const id = put(anna);
    bench.settle();
    expect(anna.session.store.item(id)).toMatchObject({ minePrivate: true });
    expect(ben.session.store.item(id)).toBeUndefined();
    ben.session.do({ t: 'reveal' });
    bench.settle();
    for (const { session } of [anna, ben]) expect(session.store.item(id)).toMatchObject({ file: FILE, minePrivate: false });
  });

  it('[B3.15] [B3.3] refused wait in the tray, without words too, and are placed again with the same file', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    bench.server.refuseNext.push('not_now');
    put(anna, { x: 160 });
    bench.settle();
    expect(anna.session.store.items()).toEqual([]);
    const [entry] = tray(anna);
    expect(entry).toMatchObject({ code: 'not_now', text: '', op: { t: 'add_image', file: FILE } });
    const id = anna.session.tray.placeAgain(entry?.op_id ?? '');
    bench.settle();
    expect(tray(anna)).toEqual([]);
    expect([...bench.server.stream('').items.values()]).toMatchObject([{ id, kind: 'image', file: FILE, x: 160 }]);
  });

  it('are not coloured, moved with the notes beside them', () => {
    const bench = new Bench();
    const anna = bench.joined(ANNA);
    const id = put(anna);
    const note = anna.add('beside it');
    bench.settle();
    anna.session.do({ t: 'move_items', moves: [id, note].map((each) => ({ id: each, x: 7, y: 7, z: 'V' })) });
    anna.session.do({ t: 'colour_items', ids: [id, note], colour: 'pink' });
    expect(anna.session.store.item(id)).toMatchObject({ x: 7 });
    expect(anna.session.store.item(id)).not.toHaveProperty('colour');
    expect(anna.session.store.item(note)).toMatchObject({ x: 7, colour: 'pink' });
  });
});

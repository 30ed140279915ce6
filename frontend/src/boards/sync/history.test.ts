// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { FakeBoard, fakeItem } from '../canvas/testing/fake-board';
import type { Op } from '../model/types';
import { History } from './history';

const [ONE, TWO] = [fakeItem(1), fakeItem(2, { colour: 'pink', x: 160 })];
const ids = [ONE.id, TWO.id];
const move = (x: number): Op => ({ t: 'move_items', moves: ids.map((id) => ({ id, x, y: 0, z: 'V' })) });

function board() {
  return new FakeBoard({ items: [ONE, TWO], role: 'facilitator' });
}

describe('undoing', () => {
  it('[U2.1] takes back the last gesture first, each as a whole', () => {
    const desk = board();
    desk.do({ t: 'colour_items', ids, colour: 'blue' });
    desk.gesture(() => {
      desk.do({ t: 'move_items', moves: [{ id: ONE.id, x: 500, y: 0, z: 'V' }] });
      desk.do({ t: 'move_items', moves: [{ id: TWO.id, x: 900, y: 0, z: 'V' }] });
    });
    expect(desk.undo()).toBe(true);
    expect(ids.map((id) => desk.store.item(id)?.x)).toEqual([0, 160]);
    expect(desk.store.item(ONE.id)).toMatchObject({ colour: 'blue' });
    desk.undo();
    expect(ids.map((id) => desk.store.item(id))).toMatchObject([{ colour: 'yellow' }, { colour: 'pink' }]);
    expect(desk.undo()).toBe(false);
    expect(desk.undoable.get()).toEqual({ undo: false, redo: true });
  });

  it('[U2.2] does again what was taken back, until something else is done', () => {
    const desk = board();
    desk.do({ t: 'delete_items', ids: [ONE.id] });
    desk.undo();
    expect(desk.store.item(ONE.id)).toBeDefined();
    desk.redo();
    expect(desk.store.item(ONE.id)).toBeUndefined();
    desk.undo();
    desk.do({ t: 'colour_items', ids: [TWO.id], colour: 'green' });
    expect(desk.redo()).toBe(false);
    desk.undo();
    expect(desk.store.item(TWO.id)).toMatchObject({ colour: 'pink' });
  });

  it('[U2.5] says every aspect as it was', () => {
    const desk = board();
    const zone: Op = { t: 'add_zone', id: 'c'.repeat(32), x: 0, y: 0, z: 'A', w: 9000, h: 9000, colour: 'blue', text: 'Who' };
    desk.do(zone);
    const apart = new Set(['changed', 'writes', 'first_zone']);
    const before = () =>
      JSON.stringify([...ids, zone.id].map((id) => Object.entries(desk.store.confirmed(id) ?? {}).filter(([name]) => !apart.has(name)).sort()));
    const was = before();
    const cluster: Op = { t: 'add_cluster', id: 'd'.repeat(32), x: 0, y: 0, z: 'V', w: 999, h: 99, ids, text: 'Glass' };
    const link: Op = { t: 'add_connector', id: 'e'.repeat(32), source: ONE.id, target: TWO.id, relation: 'builds_on', text: '' };
    const said: Op = { t: 'add_comment', id: '9'.repeat(32), on: ONE.id, text: 'How?' };
    const all: Op[] = [
      { t: 'move_items', moves: [{ id: ONE.id, x: 7, y: 8, z: 'W', zone: zone.id }] },
      move(99), cluster, link, said,
      { t: 'resize_items', sizes: [{ id: ONE.id, x: 1, y: 1, w: 500, h: 600 }] },
      { t: 'relate_items', ids: [link.id], relation: 'merges' },
      { t: 'resolve_comments', ids: [said.id], resolved: true },
      { t: 'react', id: TWO.id, reaction: 'idea', on: true },
      { t: 'lock_items', ids: [TWO.id], locked: true },
      { t: 'group_items', ids: [ONE.id], group: null },
    ];
    for (const op of all) desk.do(op as never);
    expect(desk.store.hanging(link.id)).toMatchObject({ relation: 'merges' });
    all.forEach(() => desk.undo());
    // A note of no size of its own has the usual one from then on.
    expect(before().replace('["h",3072],', '').replace('["w",3072],', '')).toBe(was);
    expect(desk.store.connectors()).toEqual([]);
    expect(desk.store.comments()).toEqual([]);
    expect(desk.store.item(cluster.id)).toBeUndefined();
  });

  it('[U2.3] has nothing of what was refused', () => {
    const history = new History();
    history.made('a', () => []);
    history.refused('a');
    expect(history.can.get()).toEqual({ undo: false, redo: false });
  });

  it('[U2.4] names an operation as it is called by now', () => {
    const history = new History();
    const asked: string[] = [];
    history.made('a', (undoes) => {
      asked.push(undoes);
      return [];
    });
    history.renamed('a', 'b');
    history.undo(() => undefined);
    expect(asked).toEqual(['b']);
  });
});

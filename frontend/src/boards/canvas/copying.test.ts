// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { arrange, selectAll } from './arranging';
import { clipped, duplicate, parcelIn, put, putAll } from './copying';
import { Engine } from './engine';
import { NOTE, PITCH } from './geometry';
import { FakeBoard, fakeItem, ME, type FakeOptions } from './testing/fake-board';

const A = fakeItem(1, { text: 'first', colour: 'pink' });
const B = fakeItem(2, { x: PITCH, y: 500, text: 'second', author: ME });
let board: FakeBoard;
let engine: Engine;

function open(options: FakeOptions = {}): void {
  board = new FakeBoard({ items: [A, B], ...options });
  engine = new Engine(board);
}

beforeEach(() => open());

const chosen = () => [...engine.selection.get()].flatMap((id) => engine.scene.item(id) ?? []);

describe('duplicates', () => {
  it('lie where there is room, say and look the same, are mine, and are chosen', async () => {
    engine.select([A.id, B.id]);
    await duplicate(engine);
    const copies = chosen();
    expect(copies.map(({ text }) => text)).toEqual(['first', 'second']);
    expect(copies[0]).toMatchObject({ colour: 'pink', author: ME, copied_from: A.id });
    expect((copies[1]?.x ?? 0) - (copies[0]?.x ?? 0)).toBe(PITCH);
    for (const { id, x, y } of copies) expect(engine.scene.within({ left: x, top: y, right: x + NOTE, bottom: y + NOTE })).toEqual([id]);
  });

  it('lie where a hand puts them', async () => {
    engine.select([A.id]);
    await duplicate(engine, { x: 1000, y: -70 });
    expect(chosen()[0]).toMatchObject({ x: 1000, y: -70 });
  });

  it('are one gesture: undo takes all of them back', async () => {
    engine.select([A.id, B.id]);
    await duplicate(engine);
    board.undo();
    expect(board.store.items()).toHaveLength(2);
  });

  it('of a connected pair are connected, and a line to something else is not copied', async () => {
    const other = engine.desk.putAt({ x: 0, y: 9 * NOTE }, 'blue', 'other') ?? '';
    engine.desk.connect(B.id, A.id, 'answers');
    engine.desk.connect(other, A.id);
    engine.select([A.id, B.id]);
    await duplicate(engine);
    const [first, second] = chosen();
    const links = board.store.connectors().filter(({ source }) => source === second?.id);
    expect(links).toMatchObject([{ target: first?.id, relation: 'answers' }]);
    expect(board.store.connectors()).toHaveLength(3);
  });

  it('of a zone and of a title bring what belongs to them', async () => {
    engine.select([A.id, B.id]);
    engine.addCluster();
    engine.leaveEditing();
    const [title] = engine.selection.get();
    await duplicate(engine);
    const copy = chosen().find(({ kind }) => kind === 'cluster');
    expect(copy?.id).not.toBe(title);
    expect(engine.scene.hanging.members(copy?.id ?? '')).toHaveLength(2);
    expect(engine.scene.hanging.members(title ?? '')).toEqual([A.id, B.id]);
  });

  it('of a picture have a file of their own; a picture that cannot be had is left out', async () => {
    const at = { z: 'V', w: 3200, h: 1600, alt: 'a shed' };
    for (const [id, file] of [['c1', 'f1'], ['c2', 'f2']] as const) board.do({ t: 'add_image', id, x: 0, y: 0, ...at, file });
    engine.sendAnew.set((files) => Promise.resolve(new Map([...files].filter((file) => file === 'f1').map((file) => [file, `${file}-anew`]))));
    await putAll(engine, clipped(engine, ['c1', 'c2']), { x: 1, y: 1 });
    const added = board.done.filter(({ t }) => t === 'add_image').slice(2);
    expect(added).toMatchObject([{ file: 'f1-anew', alt: 'a shed', w: 3200 }]);
  });

  it('are not made by whoever only watches', async () => {
    open({ role: 'observer' });
    engine.select([A.id]);
    await duplicate(engine);
    expect(board.done).toEqual([]);
  });
});

describe('a parcel on the clipboard', () => {
  it('comes out as it went in', () => {
    const clips = clipped(engine, [A.id, B.id]);
    expect(parcelIn(JSON.stringify(clips))).toEqual(clips);
  });

  it('on another board knows nothing of where it came from', () => {
    const parcel = parcelIn(JSON.stringify(clipped(engine, [A.id, B.id])));
    open({ items: [] });
    expect(put(engine, parcel ?? { clips: [], links: [] }, { x: 0, y: 0 })).toHaveLength(2);
    expect(board.done.some((op) => 'copied_from' in op)).toBe(false);
  });

  it.each(['', 'null', '[]', '{"clips":[{"kind":"rocket"}],"links":[]}', '{"clips":[{"kind":"note","x":1e99,"y":0,"w":1,"h":1,"text":""}],"links":[]}'])(
    'is refused if it is damaged: %s',
    (json) => expect(parcelIn(json)).toBeNull(),
  );
});

describe('arranging', () => {
  it('is one operation, and leaves alone what is in its place', () => {
    engine.select([A.id, B.id]);
    arrange(engine, 'top');
    expect(board.done).toMatchObject([{ t: 'move_items', moves: [{ id: B.id, x: PITCH, y: 0 }] }]);
  });

  it('takes along what belongs to a zone, once', () => {
    const zone = engine.desk.addZone({ left: PITCH - 100, top: 400, right: 2 * PITCH + 500, bottom: 5000 }) ?? '';
    board.do({ t: 'move_items', moves: [{ id: B.id, x: B.x, y: B.y, z: B.z, zone }] });
    selectAll(engine);
    expect(engine.selection.get().size).toBe(3);
    arrange(engine, 'top');
    expect(engine.scene.at(zone)).toMatchObject({ y: 0 });
    expect(engine.scene.at(B.id)).toMatchObject({ x: PITCH, y: 100 });
  });
});

describe('order', () => {
  it('to the front and to the back changes who lies on whom and nothing else', () => {
    engine.desk.raise([A.id], 'front');
    expect(board.store.items().map(({ id }) => id)).toEqual([B.id, A.id]);
    engine.desk.raise([A.id], 'back');
    expect(board.store.items().map(({ id }) => id)).toEqual([A.id, B.id]);
    expect(engine.scene.at(A.id)).toMatchObject({ x: 0, y: 0 });
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeItem, FakeBoard } from './testing/fake-board';
import { Engine } from './engine';
import { NOTE, UNITS } from './geometry';
import { asLine, dotsOf, lineOf, MOST_DOTS, thinned, widthAt, type Dot } from './ink';
import { along, curve, distanceTo } from './links';
import { resized } from './tools/resize';

const A = fakeItem(1, { author: 'a'.repeat(32) });
const B = fakeItem(2, { x: 3 * NOTE, author: 'a'.repeat(32) });
let board: FakeBoard;
let engine: Engine;

beforeEach(() => {
  board = new FakeBoard({ items: [A, B] });
  engine = new Engine(board);
});

const zone = (x = -500, w = 2 * NOTE) => engine.desk.addZone({ left: x, top: -2000, right: x + w, bottom: 2 * NOTE }, 'blue', 'Who') ?? '';

describe('connectors', () => {
  it('run from edge to edge, and are touched where they run', () => {
    const line = curve({ left: 0, top: 0, right: 100, bottom: 100 }, { left: 500, top: 0, right: 600, bottom: 100 });
    expect([line.from, line.to]).toEqual([{ x: 100, y: 50 }, { x: 500, y: 50 }]);
    expect(along(line, 0.5)).toEqual({ x: 300, y: 50 });
    expect(distanceTo(line, { x: 300, y: 60 })).toBeCloseTo(10, 3);
  });

  it('stay attached to what is carried about', () => {
    const id = engine.desk.connect(B.id, A.id);
    const link = board.store.hanging(id ?? '');
    if (link?.kind !== 'connector') throw new Error('no connector');
    const before = engine.scene.hanging.lineOf(link);
    engine.scene.hold(new Map([[B.id, { x: 3 * NOTE, y: 5 * NOTE }]]));
    expect(engine.scene.hanging.lineOf(link)?.to).not.toEqual(before?.to);
    engine.scene.letGo();
    expect(engine.scene.hanging.lineOf(link)).toEqual(before);
  });

  it('are chosen by a press near them, alone', () => {
    const id = engine.desk.connect(B.id, A.id);
    engine.select([A.id]);
    const at = { x: NOTE * 2, y: NOTE / 2 };
    engine.chooseLink(engine.scene.hanging.linkAt(at, 9 * UNITS));
    expect([engine.link.get(), engine.selection.get().size]).toEqual([id, 0]);
    expect(engine.scene.hanging.linkAt({ ...at, y: at.y + 20 * UNITS }, 9 * UNITS)).toBeNull();
  });

  it('are said once, and never of a note with itself', () => {
    expect(engine.desk.connect(B.id, A.id)).not.toBeNull();
    expect(engine.desk.connect(B.id, A.id)).toBeNull();
    expect(engine.desk.connect(A.id, A.id)).toBeNull();
  });

  it('join the two that are chosen, the second to the first', () => {
    engine.select([A.id, B.id]);
    engine.addBuildingOn();
    expect(board.store.connectors()).toMatchObject([{ source: B.id, target: A.id, relation: 'builds_on' }]);
    expect(engine.link.get()).toBe(board.store.connectors()[0]?.id);
  });

  it('come with a child in one gesture, and go with it in one', () => {
    engine.addBuildingOn(A.id);
    expect([board.store.items().length, board.store.connectors()[0]?.target]).toEqual([3, A.id]);
    board.undo();
    expect([board.store.items().length, board.store.connectors().length]).toEqual([2, 0]);
  });
});

describe('zones and groups', () => {
  it('take what is put down in them, and let go of what is taken out', () => {
    const id = zone();
    engine.desk.moveTo(new Map([[A.id, { x: 0, y: 0 }]]));
    expect(board.store.item(A.id)?.zone).toBe(id);
    engine.desk.moveTo(new Map([[A.id, { x: 9 * NOTE, y: 0 }]]));
    expect(board.store.item(A.id)).toMatchObject({ first_zone: id });
    expect(board.store.item(A.id)?.zone).toBeUndefined();
  });

  it('carry what belongs to them', () => {
    const id = zone();
    engine.desk.moveTo(new Map([[A.id, { x: 0, y: 0 }]]));
    const title = engine.desk.cluster([B.id], 'Glass') ?? '';
    expect(engine.scene.withMembers([id])).toEqual(new Set([id, A.id]));
    expect(engine.scene.withMembers([title])).toEqual(new Set([title, B.id]));
  });

  it('lie under everything, and are taken hold of by their title', () => {
    const id = zone();
    expect(engine.scene.height(id)).toBeLessThan(engine.scene.height(A.id));
    expect(engine.scene.hit({ x: -400, y: 1000 })).toBeNull();
    expect(engine.scene.hit({ x: -400, y: -1990 })).toBe(id);
    expect(engine.scene.hit({ x: 10, y: 10 })).toBe(A.id);
  });

  it('of others are not mine to arrange, unless I lead', () => {
    const id = '9'.repeat(32);
    const theirs = { ...A, kind: 'zone', id, author: 'b'.repeat(32), w: 99, h: 99 } as const;
    for (const [role, may] of [['participant', false], ['facilitator', true]] as const) {
      const desk = new Engine(new FakeBoard({ items: [theirs], role })).desk;
      expect([desk.mayTouch(id, 'move_items'), desk.mayTouch(id, 'edit_text')]).toEqual([may, may]);
    }
  });

  it('are drawn around what is chosen, which comes into it', () => {
    engine.select([A.id, B.id]);
    engine.addZone();
    const drawn = board.store.items().find(({ kind }) => kind === 'zone');
    expect([A, B].map(({ id }) => board.store.item(id)?.zone)).toEqual([drawn?.id, drawn?.id]);
    board.undo();
    expect(board.store.item(A.id)?.zone).toBeUndefined();
  });
});

describe('lines drawn by hand', () => {
  const dots = (count: number): Dot[] => Array.from({ length: count }, (_, i) => ({ x: i * 10, y: (i % 2) * 200, force: 0.5 }));

  it('lose what a straight line would tell as well', () => {
    const straight = Array.from({ length: 50 }, (_, i) => ({ x: i, y: 2 * i, force: 1 }));
    expect(thinned(straight, 1)).toHaveLength(2);
    expect(thinned(dots(50), 1).length).toBeGreaterThan(45);
  });

  it('come back from an item as they went in', () => {
    const line = asLine(dots(40));
    const back = dotsOf(line ?? { x: 0, y: 0 }, line?.path ?? []);
    expect(back).toHaveLength(40);
    expect(Math.max(...back.map((dot, i) => Math.abs(dot.y - (dots(40)[i]?.y ?? 0))))).toBeLessThan(1);
  });

  it('are never too long to be kept', () => {
    const line = lineOf(dots(4_500), 1);
    expect((line?.path.length ?? 0) / 3).toBeLessThanOrEqual(MOST_DOTS);
    expect(lineOf([], 1)).toBeNull();
    expect(lineOf([{ x: 5, y: 5, force: 1 }], 1)).toMatchObject({ w: 16, h: 16 });
  });

  it('are thicker where they were pressed', () => {
    expect(widthAt(100, 1)).toBe(100);
    expect(widthAt(100, 0)).toBeGreaterThan(20);
  });
});

describe('words', () => {
  it('keep the language they were written in, where the page knows it', () => {
    document.documentElement.lang = 'nl';
    const id = engine.desk.putAt({ x: 0, y: 0 }, 'blue', 'Hele ruiten') ?? '';
    document.documentElement.lang = '';
    const other = engine.desk.putAt({ x: 0, y: 0 }, 'blue', 'x') ?? '';
    expect([board.store.item(id)?.lang, board.store.item(other)?.lang]).toEqual(['nl', undefined]);
  });
});

describe('another size', () => {
  const from = { x: 0, y: 0, w: 3000, h: 1500 };

  it('leaves the opposite corner where it is', () => {
    expect(resized(from, 'nw', { x: 500, y: 300 }, false)).toEqual({ x: 500, y: 300, w: 2500, h: 1200 });
    expect(resized(from, 'se', { x: 500, y: -300 }, false)).toEqual({ x: 0, y: 0, w: 3500, h: 1200 });
  });

  it('keeps pictures in proportion, and nothing becomes too small to touch', () => {
    const { w, h } = resized(from, 'se', { x: 600, y: 0 }, true);
    expect(w / h).toBeCloseTo(2, 3);
    expect(resized(from, 'se', { x: -9000, y: -9000 }, false)).toMatchObject({ w: 48 * UNITS, h: 48 * UNITS });
  });
});

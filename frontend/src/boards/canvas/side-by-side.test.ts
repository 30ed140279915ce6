import { describe, expect, it } from 'vitest';
import { Engine } from './engine';
import { NOTE, PITCH } from './geometry';
import { putPictures, sideBySide } from './side-by-side';
import { FakeBoard, fakeItem } from './testing/fake-board';

const GAP = PITCH - NOTE;
const picture = (file: string, w = 1000, h = 800) => ({ file, alt: `shows ${file}`, w, h });

describe('pictures that come together', () => {
  it('lie in rows of four, each row as high as its highest', () => {
    const sizes = [100, 300, 200, 100, 50].map((h) => ({ w: 100, h }));
    expect(sideBySide(sizes)).toEqual({
      places: [0, 1, 2, 3].map((i) => ({ x: i * (100 + GAP), y: 0 })).concat({ x: 0, y: 300 + GAP }),
      w: 400 + 3 * GAP,
      h: 300 + GAP + 50,
    });
  });

  it('have their middle where they were let go, also on top of others, and are chosen; one undo takes them back', () => {
    const board = new FakeBoard({ items: [fakeItem(1)] });
    const engine = new Engine(board);
    putPictures(engine, [picture('a'), picture('b')], { x: 500, y: 400 });
    const [, a, b] = board.store.items();
    expect(a).toMatchObject({ kind: 'image', text: 'shows a', x: 500 - (2000 + GAP) / 2, y: 0 });
    expect(b).toMatchObject({ x: 500 + GAP / 2, y: 0 });
    expect(engine.selection.get()).toEqual(new Set([a?.id, b?.id]));
    engine.undo();
    expect(board.store.items()).toHaveLength(1);
  });

  it('go beside what lies there when nobody points, and into the zone they are let go in', () => {
    const board = new FakeBoard({ items: [fakeItem(1, { x: -NOTE / 2, y: -NOTE / 2 })] });
    const engine = new Engine(board);
    putPictures(engine, [picture('a')], null);
    const free = board.store.items().at(-1);
    expect(Math.hypot(free?.x ?? 0, free?.y ?? 0)).toBeGreaterThan(NOTE / 2);
    const zone = engine.desk.addZone({ left: 20000, top: 20000, right: 40000, bottom: 40000 });
    putPictures(engine, [picture('b')], { x: 30000, y: 30000 });
    expect(board.store.items().at(-1)).toMatchObject({ text: 'shows b', zone });
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine } from './engine';
import { UNITS } from './geometry';
import { frameOn, layOut, Minimap } from './minimap';
import { FakeBoard, fakeItem } from './testing/fake-board';

const room = { left: -1000, top: 0, right: 9000, bottom: 4000 };

describe('the small map', () => {
  it('holds all of the board in at most 200 by 140 pixels', () => {
    const wide = layOut(room);
    expect(wide.width).toBe(200);
    expect(wide.height).toBeLessThan(140);
    expect(layOut({ left: 0, top: 0, right: 100, bottom: 9000 }).height).toBe(140);
  });

  it('frames what is seen, and keeps some of the frame on the map wherever one is', () => {
    const layout = layOut(room);
    const all = frameOn(layout, { left: -9e6, top: -9e6, right: 9e6, bottom: 9e6 });
    expect(all).toEqual({ x: 0, y: 0, w: layout.width, h: layout.height });
    const away = frameOn(layout, { left: 1e6, top: -1e6, right: 1.1e6, bottom: -0.9e6 });
    expect(away).toEqual({ x: layout.width - 10, y: 0, w: 10, h: 10 });
  });
});

describe('the small map of a board', () => {
  let frames: (() => void)[];
  beforeEach(() => {
    frames = [];
    vi.stubGlobal('requestAnimationFrame', (each: () => void) => frames.push(each));
  });

  function opened() {
    const board = new FakeBoard({ items: [fakeItem(1), fakeItem(2, { x: 4000 * UNITS })] });
    const engine = new Engine(board);
    const viewport = document.createElement('div');
    Object.defineProperty(viewport, 'clientWidth', { value: 1000 });
    Object.defineProperty(viewport, 'clientHeight', { value: 800 });
    const [back, front] = [document.createElement('div'), document.createElement('div')];
    engine.attach({ viewport, back, front, lens: viewport, world: viewport, loose: document.createElementNS('http://www.w3.org/2000/svg', 'svg'), above: viewport });
    engine.look({ x: 100, y: 100, zoom: 1 });
    const elements = { root: document.createElement('div'), canvas: document.createElement('canvas'), frame: document.createElement('i') };
    frames = [];
    const map = new Minimap(engine, elements);
    return { board, engine, map, ...elements };
  }

  it('moves its frame once a frame however often the camera moves, and draws nothing anew', () => {
    const { engine, frame, canvas } = opened();
    const pens = vi.spyOn(canvas, 'getContext');
    const [before, width] = [frame.style.transform, frame.style.width];
    engine.pan(-300, 0);
    engine.pan(-300, 0);
    const moves = frames.filter((each) => each.toString().includes('placeFrame'));
    expect(moves).toHaveLength(1);
    moves[0]?.();
    expect(frame.style.transform).not.toBe(before);
    expect(frame.style.width).toBe(width);
    expect(pens).not.toHaveBeenCalled();
  });

  it('is not there while everything is in sight', () => {
    const { engine, root } = opened();
    expect(root.hidden).toBe(false);
    engine.fitAll();
    frames.forEach((each) => each());
    expect(root.hidden).toBe(true);
  });

  it('shows the place that is pressed in the middle', () => {
    const { engine, map } = opened();
    map.lookAt({ x: 100, y: 5 });
    expect(engine.middle().x).toBeCloseTo((4192 / 2) * UNITS, -3);
  });
});

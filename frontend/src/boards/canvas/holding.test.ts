// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from './commands';
import { NO_GUIDES, Engine } from './engine';
import { NOTE, PITCH, UNITS } from './geometry';
import { FakeBoard, fakeItem, ME, type FakeOptions } from './testing/fake-board';
import { meaning } from './tools/keyboard';
import { hearPointers } from './tools/pointers';
import { gather, Press, type Later } from './tools/press';
import type { Pointer } from './tools/tool';

const [A, B] = [fakeItem(1, { author: ME }), fakeItem(2, { x: PITCH, author: ME })] as const;
const tapped = vi.fn();
let board: FakeBoard;
let engine: Engine;
/** The hours of these tests: what waits, until somebody lets it happen. */
let waiting: (() => void) | null;

const later: Later = (act) => {
  waiting = act;
  return () => {
    if (waiting === act) waiting = null;
  };
};
const timePasses = (): void => waiting?.();

function open(options: FakeOptions = {}): void {
  board = new FakeBoard({ items: [A, B], ...options });
  engine = new Engine(board);
}

const finger = (x: number, y: number, more: Partial<Pointer> = {}): Pointer => ({ id: 1, at: { x, y }, touch: true, shift: false, alt: false, control: false, pen: false, force: 0.5, ...more });
const down = (note: string | null, at = finger(300, 300)): Press => new Press(engine, at, note, tapped, later);
const chosen = (): string[] => [...engine.selection.get()];
const tap = (note: string): void => down(note).end(finger(300, 300));

beforeEach(() => {
  waiting = null;
  tapped.mockReset();
  open();
});

describe('a finger that stays on a note', () => {
  it('chooses it and opens its bar; lifting it then is no tap', () => {
    const press = down(A.id);
    expect(chosen()).toEqual([]);
    timePasses();
    expect([chosen(), engine.gathering.get()]).toEqual([[A.id], true]);
    press.end(finger(300, 300));
    expect(chosen()).toEqual([A.id]);
    expect(tapped).not.toHaveBeenCalled();
  });

  it('lets the taps after it choose more and fewer, until nothing is chosen', () => {
    down(A.id);
    timePasses();
    tap(B.id);
    expect(chosen()).toEqual([A.id, B.id]);
    tap(A.id);
    expect(chosen()).toEqual([B.id]);
    tap(B.id);
    expect([chosen(), engine.gathering.get()]).toEqual([[], false]);
    tap(A.id);
    tap(B.id);
    expect(chosen()).toEqual([B.id]);
  });

  it('carries it when it moves after that', () => {
    const press = down(A.id);
    timePasses();
    press.move(finger(330, 320));
    press.end(finger(330, 320));
    expect(board.done).toMatchObject([{ t: 'move_items', moves: [{ id: A.id, x: 30 * UNITS, y: 20 * UNITS }] }]);
  });

  it('does nothing of the kind when it moved, was lifted or got company before', () => {
    down(A.id).move(finger(320, 300));
    expect(waiting).toBeNull();
    down(A.id).end(finger(300, 300));
    expect(waiting).toBeNull();
    down(A.id).cancel();
    expect(waiting).toBeNull();
    expect(engine.gathering.get()).toBe(false);
  });

  it('trembles a little without being a drag', () => {
    const press = down(A.id);
    press.move(finger(304, 303));
    timePasses();
    expect(engine.gathering.get()).toBe(true);
    press.end(finger(305, 303));
    expect(board.done).toEqual([]);
  });

  it('leaves what was chosen as it was when a second finger makes it a pinch', () => {
    engine.select([B.id]);
    const press = down(A.id);
    timePasses();
    press.cancel();
    expect([chosen(), engine.gathering.get()]).toEqual([[B.id], false]);
  });
});

describe('a finger that stays on the paper', () => {
  it('shows where a note will lie, and puts it there and opens it when it goes', () => {
    const press = down(null, finger(500, 400));
    timePasses();
    expect(engine.guides.get().ghosts).toMatchObject([{ x: 500 * UNITS - NOTE / 2, y: 400 * UNITS - NOTE / 2 }]);
    expect(board.done).toEqual([]);
    press.move(finger(520, 400));
    press.end(finger(520, 400));
    expect(board.done).toMatchObject([{ t: 'add_note', x: 520 * UNITS - NOTE / 2, y: 400 * UNITS - NOTE / 2 }]);
    expect(engine.editing.get()).not.toBeNull();
    expect(engine.guides.get()).toBe(NO_GUIDES);
  });

  it('makes none when a second finger comes, and none where I only watch', () => {
    const press = down(null);
    timePasses();
    press.cancel();
    expect([board.done, engine.guides.get()]).toEqual([[], NO_GUIDES]);
    open({ role: 'observer' });
    const watching = down(null);
    timePasses();
    watching.end(finger(300, 300));
    expect([board.done, engine.guides.get()]).toEqual([[], NO_GUIDES]);
  });

  it('is a matter of fingers and pens: a mouse may rest', () => {
    down(null, finger(300, 300, { touch: false }));
    expect(waiting).toBeNull();
    down(null, finger(300, 300, { touch: false, pen: true }));
    expect(waiting).not.toBeNull();
  });
});

describe('a right click', () => {
  const clicked = (on: Element): MouseEvent => {
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: -900, clientY: -900 });
    on.dispatchEvent(event);
    return event;
  };

  it('opens the bar of a note, and leaves the paper and texts to the browser', () => {
    const viewport = document.createElement('div');
    viewport.innerHTML = `<div data-item="${A.id}"><p>words</p><textarea></textarea></div>`;
    const deaf = hearPointers(viewport, engine, { space: () => false });
    const [words, text] = [viewport.querySelector('p'), viewport.querySelector('textarea')];
    if (!words || !text) throw new Error('no note');
    expect(clicked(viewport).defaultPrevented).toBe(false);
    expect(clicked(text).defaultPrevented).toBe(false);
    expect(engine.gathering.get()).toBe(false);
    expect(clicked(words).defaultPrevented).toBe(true);
    expect([chosen(), engine.gathering.get()]).toEqual([[A.id], true]);
    deaf();
    engine.select([]);
    expect(clicked(words).defaultPrevented).toBe(false);
  });

  it('keeps what is chosen together; a click after it is a click', () => {
    engine.select([A.id, B.id]);
    gather(engine, B.id);
    expect(chosen()).toEqual([A.id, B.id]);
    const mouse = finger(300, 300, { touch: false });
    engine.select([A.id]);
    down(B.id, mouse).end(mouse);
    expect([chosen(), engine.gathering.get()]).toEqual([[B.id], false]);
  });
});

describe('arrows with Ctrl', () => {
  const press = (key: string): void => meaning(engine, { key, control: true, alt: false, shift: false, focus: 'canvas' }, COMMANDS)?.();

  it('make what is chosen larger and smaller at its right and its foot', () => {
    engine.select([A.id]);
    press('ArrowRight');
    press('ArrowDown');
    press('ArrowDown');
    expect(board.store.item(A.id)).toMatchObject({ x: 0, y: 0, w: NOTE + 12 * UNITS, h: NOTE + 24 * UNITS });
    press('ArrowLeft');
    expect(board.store.item(A.id)).toMatchObject({ w: NOTE });
    expect(board.store.item(B.id)).not.toHaveProperty('w');
  });

  it('keep the shape of a picture', () => {
    const id = engine.desk.addImage({ file: 'f', alt: 'Panes', w: 2 * NOTE, h: NOTE }) ?? '';
    engine.select([id]);
    press('ArrowDown');
    const { w = 0, h = 0 } = board.store.item(id) ?? {};
    expect(w).toBeGreaterThan(2 * NOTE);
    expect(w / h).toBeCloseTo(2, 2);
    press('ArrowUp');
    press('ArrowUp');
    expect(board.store.item(id)?.w).toBeLessThan(2 * NOTE);
  });
});

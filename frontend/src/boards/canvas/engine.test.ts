import { beforeEach, describe, expect, it } from 'vitest';
import { Engine } from './engine';
import { NOTE, PITCH, UNITS } from './geometry';
import { COLOURS } from './paint';
import { FakeBoard, fakeItem, ME, type FakeOptions } from './testing/fake-board';
import { pressedNow } from './commands';
import { deskCommands, offered } from './desk-commands';
import { chords, meaning, writes, type KeyPress } from './tools/keyboard';
import { Drag } from './tools/drag';
import { Marquee } from './tools/marquee';
import { Pinch } from './tools/pinch';
import { Press } from './tools/press';
import { Taps } from './tools/taps';
import type { Pointer } from './tools/tool';
import { wheelPan, zoomFactor } from './tools/wheel';

const [A, B, C] = [fakeItem(1), fakeItem(2, { x: PITCH, author: ME }), fakeItem(3, { x: 2 * PITCH, y: PITCH, author: ME })] as const;
let board: FakeBoard;
let engine: Engine;

function open(options: FakeOptions = {}): void {
  board = new FakeBoard({ items: [A, B, C], ...options });
  engine = new Engine(board);
}

const pointer = (x: number, y: number, more: Partial<Pointer> = {}): Pointer => ({ id: 1, at: { x, y }, touch: false, shift: false, alt: false, control: false, pen: false, force: 0.5, ...more });
const nothing = (): void => undefined;
const COMMANDS = deskCommands({ help: nothing, palette: nothing, find: nothing, list: nothing, map: nothing });
const press = (key: string, more: Partial<Omit<KeyPress, 'key'>> = {}): void => {
  meaning(engine, { key, alt: false, shift: false, focus: 'canvas', ...more }, COMMANDS)?.();
};
const tapped = (): void => undefined;

beforeEach(() => open());

describe('hitting', () => {
  it('finds the highest note under a point', () => {
    open({ items: [fakeItem(1), fakeItem(2, { x: 100 }), fakeItem(3, { x: 5 * NOTE })] });
    expect(engine.scene.hit({ x: 200, y: 200 })).toBe(fakeItem(2).id);
    expect(engine.scene.hit({ x: 50, y: 50 })).toBe(fakeItem(1).id);
    expect(engine.scene.hit({ x: -1, y: 50 })).toBeNull();
  });
});

describe('a drag', () => {
  it('shows the notes where the hand has them, and is one operation at the end', () => {
    engine.select([A.id, B.id]);
    const drag = new Drag(engine, pointer(10, 10));
    drag.move(pointer(20, 15));
    drag.move(pointer(30, 40));
    expect(engine.scene.at(A.id)).toMatchObject({ x: 20 * UNITS, y: 30 * UNITS });
    expect(board.done).toEqual([]);
    drag.end();
    expect(board.done).toHaveLength(1);
    expect(board.done[0]).toMatchObject({ t: 'move_items', moves: [{ id: A.id, x: 320, y: 480 }, { id: B.id, x: PITCH + 320, y: 480 }] });
    expect(engine.scene.at(A.id)).toMatchObject({ x: 320, y: 480 });
  });

  it('brings the notes to the front in the order in which they lay', () => {
    engine.select([B.id, A.id]);
    const drag = new Drag(engine, pointer(0, 0));
    drag.move(pointer(5, 5));
    drag.end();
    expect(board.store.items().map(({ id }) => id)).toEqual([C.id, A.id, B.id]);
  });

  it('leaves everything as it was when it is interrupted', () => {
    engine.select([A.id]);
    const drag = new Drag(engine, pointer(0, 0));
    drag.move(pointer(50, 50));
    drag.cancel();
    expect(engine.scene.at(A.id)).toMatchObject({ x: 0, y: 0 });
    expect(board.done).toEqual([]);
  });

  it('does not carry what I may not move: others’ notes in silence', () => {
    open({ mode: 'silent' });
    engine.select([A.id]);
    const drag = new Drag(engine, pointer(0, 0));
    drag.move(pointer(50, 50));
    drag.end();
    expect(board.done).toEqual([]);
  });
});

describe('a press', () => {
  it('on the board with a mouse draws a rectangle and chooses what it touches', () => {
    const gesture = new Press(engine, pointer(-20, -20), null, tapped);
    gesture.move(pointer(250, 100));
    expect([...engine.selection.get()].sort()).toEqual([A.id, B.id]);
    gesture.end(pointer(250, 100));
    expect(engine.marquee.get()).toBeNull();
  });

  it('on the board with a finger moves the board', () => {
    const gesture = new Press(engine, pointer(0, 0, { touch: true }), null, tapped);
    gesture.move(pointer(30, 20, { touch: true }));
    expect(engine.camera.get()).toEqual({ x: 30, y: 20, zoom: 1 });
  });

  it('that does not move is a tap: on the board it chooses nothing, on a note that note', () => {
    engine.select([A.id]);
    new Press(engine, pointer(0, 0), null, tapped).end(pointer(1, 1));
    expect(engine.selection.get().size).toBe(0);
    new Press(engine, pointer(0, 0, { touch: true }), B.id, tapped).end(pointer(1, 1));
    expect([...engine.selection.get()]).toEqual([B.id]);
  });

  it('with Shift adds to what is chosen and takes away', () => {
    engine.select([A.id]);
    new Press(engine, pointer(0, 0, { shift: true }), B.id, tapped).end(pointer(0, 0));
    expect(engine.selection.get().size).toBe(2);
    new Press(engine, pointer(0, 0, { shift: true }), A.id, tapped).end(pointer(0, 0));
    expect([...engine.selection.get()]).toEqual([B.id]);
  });

  it('keeps a rectangle’s choice beside the older one with Shift', () => {
    engine.select([C.id]);
    const gesture = new Marquee(engine, pointer(-5, -5, { shift: true }));
    gesture.move(pointer(20, 20));
    expect(engine.selection.get().size).toBe(2);
  });
});

describe('two fingers', () => {
  it('zoom in the middle between them and move with them', () => {
    const pinch = new Pinch(engine, pointer(100, 100), pointer(200, 100, { id: 2 }));
    pinch.move(pointer(50, 100));
    pinch.move(pointer(250, 100, { id: 2 }));
    expect(engine.camera.get().zoom).toBeCloseTo(2);
    expect(engine.camera.get().x).toBeCloseTo(-150);
  });

  it('make a double tap only soon, near and on the same thing', () => {
    const taps = new Taps();
    expect(taps.isDouble({ x: 0, y: 0 }, null, 0)).toBe(false);
    expect(taps.isDouble({ x: 3, y: 3 }, null, 200)).toBe(true);
    expect(taps.isDouble({ x: 3, y: 3 }, null, 300)).toBe(false);
    expect(taps.isDouble({ x: 90, y: 3 }, null, 350)).toBe(false);
    expect(taps.isDouble({ x: 90, y: 3 }, 'a', 400)).toBe(false);
    expect(taps.isDouble({ x: 90, y: 3 }, 'a', 900)).toBe(false);
  });
});

describe('a wheel', () => {
  it('moves the board, sideways with Shift, a line at a time where it counts lines', () => {
    const wheel = { deltaX: 0, deltaY: 30, deltaMode: 0, shiftKey: false };
    expect(wheelPan(wheel).map((by) => by + 0)).toEqual([0, -30]);
    expect(wheelPan({ ...wheel, shiftKey: true })).toEqual([-30, 0]);
    expect(wheelPan({ ...wheel, deltaMode: 1 })[1]).toBe(-480);
  });

  it('zooms gently, however fast it is turned', () => {
    expect(zoomFactor(-10_000)).toBeLessThan(1.6);
    expect(zoomFactor(3) * zoomFactor(-3)).toBeCloseTo(1);
  });
});

describe('keys', () => {
  it('walk over the notes, colour, delete and let go', () => {
    engine.select([A.id]);
    press('ArrowRight');
    expect([...engine.selection.get()]).toEqual([B.id]);
    press('3', { alt: true });
    expect(board.store.item(B.id)).toMatchObject({ colour: 'pink' });
    expect(engine.colour.get()).toBe('pink');
    press('Delete');
    expect(board.store.item(B.id)).toBeUndefined();
    expect(engine.selection.get().size).toBe(0);
  });

  it('move the note with Alt, further with Shift', () => {
    engine.select([A.id]);
    press('ArrowDown', { alt: true });
    press('ArrowRight', { shift: true });
    expect(board.store.item(A.id)).toMatchObject({ x: NOTE / 2, y: 12 * UNITS });
  });

  it('move several chosen notes by the arrows alone', () => {
    engine.select([A.id, B.id]);
    press('ArrowDown');
    expect([A, B].map(({ id }) => engine.scene.at(id)?.y)).toEqual([12 * UNITS, 12 * UNITS]);
  });

  it('with Shift on a digit are meant so only where Shift does not make the digit', () => {
    const shifted = { alt: false, shift: true, code: 'Digit1' };
    expect(chords({ ...shifted, key: '!' })[0]).toBe('Shift+1');
    expect(chords({ ...shifted, key: '1' })).toEqual(['1']);
    press('2', { shift: true, code: 'Digit2' });
    expect(engine.colour.get()).toBe(COLOURS[1]);
  });

  it('beside Ctrl mean only what is said of them', () => {
    engine.select([A.id]);
    press('n', { control: true });
    press('D', { control: true, shift: true });
    expect(board.done).toEqual([]);
    press('a', { control: true });
    expect(engine.selection.get().size).toBe(3);
  });

  it('write: N makes a note and opens it, Enter opens the chosen one, Escape lets go', () => {
    press('n');
    const made = engine.editing.get();
    expect(made).not.toBeNull();
    expect(board.store.item(made ?? '')?.author).toBe(ME);
    engine.leaveEditing();
    engine.select([A.id]);
    press('Enter');
    expect(engine.editing.get()).toBe(A.id);
    engine.leaveEditing();
    press('Escape');
    expect(engine.selection.get().size).toBe(0);
  });

  it('do nothing in a text, and only the harmless ones beside the canvas', () => {
    engine.select([A.id, B.id]);
    press('Delete', { focus: 'text' });
    press('5', { focus: 'text' });
    press('Delete', { focus: 'beside' });
    expect(board.done).toEqual([]);
    press('5', { focus: 'beside' });
    expect(board.done).toHaveLength(1);
  });

  it('delete no note of somebody else’s, unless I facilitate', () => {
    engine.select([A.id, B.id]);
    press('Backspace');
    expect(board.done).toEqual([{ t: 'delete_items', ids: [B.id] }]);
  });

  it('ask before they delete several notes or somebody else’s', () => {
    open({ role: 'facilitator' });
    engine.select([A.id, B.id]);
    press('Backspace');
    expect(board.done).toEqual([]);
    expect(engine.removing.get()).toEqual([A.id, B.id]);
    engine.removeNow([A.id, B.id]);
    expect(board.store.items()).toHaveLength(1);
  });

  it('let me put back what I deleted of my own', () => {
    engine.select([B.id]);
    press('Delete');
    engine.putBack();
    expect(board.store.item(B.id)).toMatchObject({ text: B.text, x: B.x, y: B.y, colour: B.colour });
    expect(engine.removed.get()).toEqual([]);
  });
});

describe('a letter, with one item chosen,', () => {
  const shows = (chord: string): string => pressedNow(engine, chord);

  it('opens the item it is written in, and is no command', () => {
    for (const key of ['Z', 'é', '1', '?', '+', '字', 'لا', 'Dead', 'Process']) {
      engine.select([A.id]);
      expect(writes(engine, { key, alt: false, shift: false, focus: 'canvas' })).toBe(A.id);
      press(key);
      expect(engine.editing.get()).toBe(A.id);
      engine.leaveEditing();
    }
    press('z', { focus: 'beside' });
    expect(engine.editing.get()).toBe(A.id);
    expect(board.done).toEqual([]);
  });

  it('is one whatever kind of words the item has', () => {
    const picture = engine.desk.addImage({ file: 'f', alt: 'Panes', w: NOTE, h: NOTE }) ?? '';
    const kinds = [picture, engine.desk.addText({ x: 0, y: 0 }) ?? '', engine.desk.addZone({ x: 0, y: 0 }) ?? '', engine.desk.cluster([A.id, B.id]) ?? ''];
    for (const id of kinds) {
      engine.select([id]);
      press('n');
      expect(engine.editing.get()).toBe(id);
      engine.leaveEditing();
    }
  });

  it('is a command with Alt, whatever a Mac makes of it and wherever a keyboard has its digits', () => {
    engine.select([B.id]);
    press('h', { alt: true, code: 'KeyH' });
    expect(engine.recalling.get()).toBe(B.id);
    press('ç', { alt: true, code: 'KeyC' });
    expect(engine.discussing.get()).toBe(B.id);
    press('&', { alt: true, code: 'Digit4' });
    expect(board.store.item(B.id)).toMatchObject({ colour: COLOURS[3] });
    press('Dead', { alt: true, code: 'KeyN' });
    expect(engine.editing.get()).not.toBe(B.id);
    expect(board.store.items()).toHaveLength(4);
  });

  it('is none by its number: Alt with the digits apart makes characters', () => {
    engine.select([B.id]);
    press('3', { alt: true, code: 'Numpad3' });
    expect(board.done).toEqual([]);
  });

  it('leaves Space, the arrows and what Ctrl does as they are', () => {
    engine.select([A.id]);
    press(' ');
    press('a', { control: true });
    expect(engine.editing.get()).toBeNull();
    expect(engine.selection.get().size).toBe(3);
  });

  it('is a command while nothing is chosen, or several, or a pen is in hand', () => {
    press('d');
    engine.select([A.id]);
    press('v');
    expect([engine.tool.get(), engine.editing.get()]).toEqual(['choose', null]);
    engine.select([A.id, B.id]);
    press('5');
    expect(board.done).toHaveLength(1);
    engine.select([]);
    press('n');
    expect(board.store.items()).toHaveLength(4);
  });

  it('is a command where I may not write: in a locked note, in a line, as an observer', () => {
    open({ items: [fakeItem(1, { locked: 'b'.repeat(32) })] });
    const line = engine.desk.addStroke({ x: 0, y: 0, w: 9, h: 9, path: [0, 0, 99, 9, 9, 99] }, 'blue', 2) ?? '';
    for (const id of [A.id, line]) {
      engine.select([id]);
      press('h');
      expect([engine.editing.get(), engine.recalling.get()]).toEqual([null, id]);
    }
    open({ role: 'observer' });
    engine.select([A.id]);
    press('c');
    expect(engine.discussing.get()).toBe(A.id);
  });

  it('is shown with Alt wherever keys are named', () => {
    expect(['n', 'Shift+1'].map(shows)).toEqual(['n', 'Shift+1']);
    engine.select([A.id]);
    expect(['n', 'Shift+1', 'Mod+d', 'Enter', 'F1'].map(shows)).toEqual(['Alt+n', 'Alt+Shift+1', 'Mod+d', 'Enter', 'F1']);
  });
});

describe('writing away from the canvas', () => {
  it('puts notes side by side, in silence round a place of one’s own that does not drift', () => {
    open({ mode: 'silent', items: [] });
    const places = Array.from({ length: 9 }, () => engine.scene.at(engine.desk.addAnywhere('blue', 'x') ?? ''));
    const [first] = places;
    const far = Math.max(...places.map((at) => Math.hypot((at?.x ?? 0) - (first?.x ?? 0), (at?.y ?? 0) - (first?.y ?? 0))));
    expect(new Set(places.map((at) => JSON.stringify(at))).size).toBe(9);
    expect(far).toBeLessThan(2 * PITCH);
    expect(board.store.items().every((item) => item.minePrivate)).toBe(true);
  });
});

describe('an observer', () => {
  it('changes nothing', () => {
    open({ role: 'observer' });
    engine.select([A.id]);
    for (const key of ['n', '2', 'Delete', 'Enter']) press(key);
    press('ArrowLeft', { alt: true });
    expect(board.done).toEqual([]);
    expect(engine.editing.get()).toBeNull();
  });
});

describe('a note that goes', () => {
  it('is no longer chosen nor written in', () => {
    engine.edit(B.id);
    board.do({ t: 'delete_items', ids: [B.id] });
    expect(engine.editing.get()).toBeNull();
    expect(engine.selection.get().size).toBe(0);
  });
});

describe('what is offered by name', () => {
  const ids = (): string[] => offered(engine, COMMANDS).map(({ id }) => id);

  it('is what can be done now, each thing once, and nothing that makes sense by its key alone', () => {
    expect(ids()).toEqual(expect.arrayContaining(['note', 'zone', 'structure', 'all', 'fit', 'find', 'help']));
    expect(['delete', 'duplicate', 'align_left', 'undo', 'step', 'colour', 'palette'].filter((id) => ids().includes(id))).toEqual([]);
    engine.select([B.id, C.id]);
    expect(ids()).toEqual(expect.arrayContaining(['delete', 'duplicate', 'align_left', 'child']));
    expect(new Set(ids()).size).toBe(ids().length);
    engine.desk.colour([B.id], 'blue');
    expect(ids()).toContain('undo');
  });

  it('is looking around only, for whoever may only look', () => {
    open({ role: 'observer' });
    engine.select([B.id, C.id]);
    expect(ids().filter((id) => !['all', 'nothing', 'discuss'].includes(id))).toEqual(['zoom_in', 'zoom_out', 'fit', 'zoom_chosen', 'find', 'list', 'map', 'help']);
  });
});

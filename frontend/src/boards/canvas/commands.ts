/**
 * What can be done on a board and the keys that do it: one table, which the keys, the palette and the sheet of
 * shortcuts read. Here is what every screen has; what only a desk has is in `desk-commands.ts`.
 */

import type { OpName } from '../sync';
import type { Engine } from './engine';
import { NOTE, UNITS, type Point } from './geometry';
import { COLOURS } from './paint';
import { may, type Touch } from './rights';
import { resized } from './tools/resize';

export type Part = 'write' | 'choose' | 'arrange' | 'look' | 'board';

export interface Command {
  readonly id: string;
  readonly part: Part;
  /**
   * Each a way to press it: `n`, `Mod+Shift+z`. Mod is Ctrl or ⌘. What Shift makes is a key of its own: `?`. A letter,
   * digit or sign does the same with Alt, and only so while one item is chosen that I may write in.
   */
  readonly keys: readonly string[];
  /** Its keys count only while the canvas itself has the keyboard; else beside it too, on the tool bar. */
  readonly onCanvas?: true;
  /** It is one of many alike, or makes no sense without a key: not in the palette. */
  readonly keyOnly?: true;
  /** Whether there is anything to do it to now. */
  readonly possible?: (engine: Engine) => boolean;
  readonly run: (engine: Engine) => void;
}

/** Arrows with Alt move a note so far; with Shift much further. */
const SMALL = 12 * UNITS;
const LARGE = NOTE / 2;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export const some = (engine: Engine): boolean => engine.selection.get().size > 0;
export const several = (engine: Engine): boolean => engine.selection.get().size > 1;
/** Whether I may do that on this board. */
export const allowed = (op: OpName) => (engine: Engine): boolean => may(engine.board.about.get(), op);
/** Whether I may do that to something that is chosen. */
export const mine = (op: Touch) => (engine: Engine): boolean => [...engine.selection.get()].some((id) => engine.desk.mayTouch(id, op));
const oneOrTwo = (engine: Engine): boolean => some(engine) && engine.selection.get().size < 3 && allowed('add_connector')(engine);
const discussable = (engine: Engine): boolean => engine.selection.get().size === 1 || engine.discussing.get() !== null;
const recallable = (engine: Engine): boolean => engine.selection.get().size === 1 || engine.recalling.get() !== null;
const busy = (engine: Engine): boolean => some(engine) || engine.link.get() !== null || engine.tool.get() !== 'choose';

/** The one item that is chosen and that I may write in: letters go there. While a pen is in hand they are tools. */
export function takesLetters(engine: Engine): string | null {
  const [id, another] = engine.selection.get();
  if (id === undefined || another !== undefined || engine.tool.get() !== 'choose') return null;
  return engine.scene.item(id)?.kind !== 'stroke' && engine.desk.mayTouch(id, 'edit_text') ? id : null;
}

/** How a chord is pressed now: where letters are written, those that are commands take Alt. */
export function pressedNow(engine: Engine, chord: string): string {
  const letter = /^(Shift\+)?.$/.test(chord);
  return letter && takesLetters(engine) !== null ? `Alt+${chord}` : chord;
}

function deletable(engine: Engine): boolean {
  const link = engine.link.get();
  return link === null ? mine('delete_items')(engine) : engine.desk.mayDeleteLink(link);
}

function chooseNothing(engine: Engine): void {
  engine.tool.set('choose');
  engine.chooseLink(null);
  engine.select([]);
  engine.focus(null);
}

/** Shows what became of an item, in place of comments. */
export function recall(engine: Engine, id: string): void {
  engine.discussing.set(null);
  engine.recalling.set(id);
}

function toggleHistory(engine: Engine): void {
  const [id = null] = engine.selection.get();
  if (id === null || engine.recalling.get() === id) engine.recalling.set(null);
  else recall(engine, id);
}

/** Moves what is chosen, and keeps it in sight. */
export function nudge(engine: Engine, by: Point): void {
  const [first] = engine.selection.get();
  engine.desk.moveBy(engine.scene.withMembers(engine.selection.get()), by);
  if (first !== undefined) engine.show(first);
}

/** Makes what is chosen larger or smaller at its right and its foot; a picture keeps its shape. */
export function grow(engine: Engine, by: Point): void {
  const sizes = [...engine.selection.get()].flatMap((id) => {
    const [at, picture] = [engine.scene.at(id), engine.scene.item(id)?.kind === 'image'];
    if (!at) return [];
    const most = Math.abs(by.x) > Math.abs(by.y) ? by.x : by.y;
    return [{ id, ...resized(at, 'se', picture ? { x: most, y: (most * at.h) / at.w } : by, picture) }];
  });
  engine.desk.resize(sizes);
}

function arrows(): Command[] {
  return Object.entries(ARROWS).flatMap(([key, { x, y }]): Command[] => {
    const by = (far: number) => (engine: Engine) => nudge(engine, { x: x * far, y: y * far });
    const common = { onCanvas: true, keyOnly: true } as const;
    return [
      { ...common, id: 'nudge', part: 'arrange', keys: [`Alt+${key}`], possible: some, run: by(SMALL) },
      { ...common, id: 'nudge_far', part: 'arrange', keys: [`Shift+${key}`, `Alt+Shift+${key}`], possible: some, run: by(LARGE) },
      { ...common, id: 'resize', part: 'arrange', keys: [`Mod+${key}`], possible: some, run: (engine) => grow(engine, { x: x * SMALL, y: y * SMALL }) },
      // With several chosen there is no next one to go to.
      { ...common, id: 'nudge', part: 'arrange', keys: [key], possible: several, run: by(SMALL) },
      { ...common, id: 'step', part: 'choose', keys: [key], run: (engine) => engine.step(x, y) },
    ];
  });
}

const colours = COLOURS.map((colour, i): Command => ({ id: 'colour', part: 'write', keys: [String(i + 1)], keyOnly: true, run: (engine) => engine.paintWith(colour) }));

function edit(engine: Engine): void {
  const [first] = engine.selection.get();
  if (first !== undefined) engine.edit(first);
}

export const COMMANDS: readonly Command[] = [
  { id: 'note', part: 'write', keys: ['n'], possible: allowed('add_note'), run: (engine) => engine.addHere() },
  { id: 'edit', part: 'write', keys: ['Enter', 'F2'], onCanvas: true, possible: mine('edit_text'), run: edit },
  { id: 'text', part: 'write', keys: ['t'], possible: allowed('add_text'), run: (engine) => engine.addText() },
  { id: 'zone', part: 'write', keys: ['z'], possible: allowed('add_zone'), run: (engine) => engine.addZone() },
  { id: 'child', part: 'write', keys: ['b'], possible: oneOrTwo, run: (engine) => engine.addBuildingOn() },
  { id: 'discuss', part: 'write', keys: ['c'], possible: discussable, run: (engine) => engine.discuss() },
  { id: 'history', part: 'board', keys: ['h'], possible: recallable, run: toggleHistory },
  { id: 'draw', part: 'write', keys: ['d'], possible: allowed('add_stroke'), run: (engine) => engine.tool.set(engine.tool.get() === 'pen' ? 'choose' : 'pen') },
  { id: 'pointer', part: 'choose', keys: ['v'], possible: (engine) => engine.tool.get() !== 'choose', run: (engine) => engine.tool.set('choose') },
  { id: 'nothing', part: 'choose', keys: ['Escape'], onCanvas: true, possible: busy, run: chooseNothing },
  ...arrows(),
  ...colours,
  { id: 'group', part: 'arrange', keys: ['g'], possible: mine('group_items'), run: (engine) => engine.addCluster() },
  { id: 'delete', part: 'write', keys: ['Delete', 'Backspace'], onCanvas: true, possible: deletable, run: (engine) => engine.deleteSelected() },
  { id: 'undo', part: 'board', keys: ['Mod+z'], possible: (engine) => engine.board.undoable.get().undo, run: (engine) => engine.undo() },
  { id: 'redo', part: 'board', keys: ['Mod+Shift+z', 'Mod+y'], possible: (engine) => engine.board.undoable.get().redo, run: (engine) => engine.redo() },
  { id: 'zoom_in', part: 'look', keys: ['+', '='], run: (engine) => engine.zoomIn() },
  { id: 'zoom_out', part: 'look', keys: ['-', '_'], run: (engine) => engine.zoomOut() },
  { id: 'zoom_whole', part: 'look', keys: ['0'], possible: (engine) => engine.camera.get().zoom !== 1, run: (engine) => engine.zoomTo(1) },
  { id: 'fit', part: 'look', keys: ['f', 'Shift+1'], run: (engine) => engine.fitAll() },
];

/** What keys do, while the canvas or its tool bar has the focus. */

import { NOTE, UNITS, type Point } from '../geometry';
import type { Engine } from '../engine';
import { COLOURS } from '../paint';

/** Arrows with Alt move a note so far; with Shift a whole note's width. */
const SMALL = 12 * UNITS;
const LARGE = NOTE / 2;

const ARROWS: Readonly<Partial<Record<string, Point>>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where a key was pressed: on the canvas itself, on something beside it, or in a text. */
export type Focus = 'canvas' | 'beside' | 'text';

export interface KeyPress {
  readonly key: string;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly focus: Focus;
}

export interface KeyActions {
  readonly help: () => void;
}

/** Keys that work on the canvas and beside it, so that a press on the tool bar changes nothing. */
function anywhere(engine: Engine, key: string, actions: KeyActions): (() => void) | null {
  const colour = COLOURS[Number(key) - 1];
  if (colour) return () => engine.paintWith(colour);
  switch (key) {
    case 'n':
    case 'N':
      return engine.addHere;
    case 't':
    case 'T':
      return engine.addText;
    case 'z':
    case 'Z':
      return engine.addZone;
    case 'b':
    case 'B':
      return () => engine.addBuildingOn();
    case 'g':
    case 'G':
      return engine.addCluster;
    case 'c':
    case 'C':
      return engine.discuss;
    case 'd':
    case 'D':
      return () => engine.tool.set(engine.tool.get() === 'pen' ? 'choose' : 'pen');
    case 'v':
    case 'V':
      return () => engine.tool.set('choose');
    case '+':
    case '=':
      return engine.zoomIn;
    case '-':
    case '_':
      return engine.zoomOut;
    case '0':
      return () => engine.zoomTo(1);
    case 'f':
    case 'F':
      return engine.fitAll;
    case '?':
      return actions.help;
    default:
      return null;
  }
}

function onCanvas(engine: Engine, { key, alt, shift }: KeyPress): (() => void) | null {
  const selection = engine.selection.get();
  const [first] = selection;
  const arrow = ARROWS[key];
  if (arrow && (alt || shift)) {
    const by = shift ? LARGE : SMALL;
    return () => nudge(engine, { x: arrow.x * by, y: arrow.y * by });
  }
  if (arrow) return () => engine.step(arrow.x, arrow.y);
  switch (key) {
    case 'Enter':
    case 'F2':
      return first === undefined ? null : () => engine.edit(first);
    case 'Escape':
      return selection.size === 0 && engine.link.get() === null && engine.tool.get() === 'choose' ? null : () => chooseNothing(engine);
    case 'Delete':
    case 'Backspace':
      return selection.size === 0 && engine.link.get() === null ? null : engine.deleteSelected;
    default:
      return null;
  }
}

function chooseNothing(engine: Engine): void {
  engine.tool.set('choose');
  engine.chooseLink(null);
  engine.select([]);
  engine.focus(null);
}

function nudge(engine: Engine, by: Point): void {
  const [first] = engine.selection.get();
  engine.desk.moveBy(engine.selection.get(), by);
  if (first !== undefined) engine.show(first);
}

/** What a key means while Ctrl or ⌘ is held. */
export function withControl(engine: Engine, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): (() => void) | null {
  const letter = key.toLowerCase();
  if (letter === 'y' || (letter === 'z' && shiftKey)) return engine.redo;
  return letter === 'z' ? engine.undo : null;
}

/** What a key means here, or `null`. */
export function meaning(engine: Engine, press: KeyPress, actions: KeyActions): (() => void) | null {
  if (press.focus === 'text') return null;
  if (press.focus === 'canvas') {
    const own = onCanvas(engine, press);
    if (own) return own;
  }
  return press.alt ? null : anywhere(engine, press.key, actions);
}

function focusOf(target: EventTarget | null, viewport: HTMLElement): Focus {
  if (!(target instanceof HTMLElement)) return 'beside';
  if (target.closest('textarea, input, select, [contenteditable]')) return 'text';
  return target === viewport || target.closest('[data-item]') ? 'canvas' : 'beside';
}

/** Hears keys in `region`, which holds the canvas and its tool bar. */
export function hearKeys(region: HTMLElement, viewport: HTMLElement, engine: Engine, actions: KeyActions): { space: () => boolean; stop: () => void } {
  let space = false;
  const pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    const focus = focusOf(event.target, viewport);
    if (event.ctrlKey || event.metaKey) {
      const act = focus === 'text' ? null : withControl(engine, event);
      if (act) event.preventDefault();
      act?.();
      return;
    }
    if (event.key === ' ' && focus === 'canvas') {
      space = true;
      viewport.dataset.space = '';
      event.preventDefault();
      return;
    }
    const act = meaning(engine, { key: event.key, alt: event.altKey, shift: event.shiftKey, focus }, actions);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const released = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== ' ') return;
    space = false;
    delete viewport.dataset.space;
  };
  region.addEventListener('keydown', pressed);
  window.addEventListener('keyup', released);
  window.addEventListener('blur', released);
  return {
    space: () => space,
    stop: () => {
      region.removeEventListener('keydown', pressed);
      window.removeEventListener('keyup', released);
      window.removeEventListener('blur', released);
    },
  };
}

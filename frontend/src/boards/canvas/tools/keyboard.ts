/** What keys do, while the canvas or its tool bar has the focus. */

import { takesLetters, type Command } from '../commands';
import type { Engine } from '../engine';

/** Where a key was pressed: on the canvas itself, on something beside it, or in a text. */
export type Focus = 'canvas' | 'beside' | 'text';

export interface KeyPress {
  readonly key: string;
  /** Which key of the keyboard it is, whatever is printed on it. */
  readonly code?: string;
  readonly control?: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly focus: Focus;
}

/**
 * How a press may be written in the table of commands, the most telling first. A digit with Shift counts as such
 * only where Shift makes something else of it: on many keyboards it is what makes the digit.
 */
export function chords({ key, code = '', control = false, alt, shift }: Omit<KeyPress, 'focus'>): string[] {
  const held = `${control ? 'Mod+' : ''}${alt ? 'Alt+' : ''}`;
  const named = key.length === 1 ? key.toLowerCase() : key;
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  const found = shift && digit !== undefined && !/^\d$/.test(key) ? [`${held}Shift+${digit}`] : [];
  if (shift && !/^\d$/.test(key)) found.push(`${held}Shift+${named}`);
  // Shift changes nothing in what a letter means alone; beside Ctrl it is another shortcut.
  if (!shift || (!control && key.length === 1)) found.push(held + named);
  return found;
}

/** Keys that begin a letter without being one: a dead accent, and whatever an input method takes. */
const BEGINNINGS: ReadonlySet<string> = new Set(['Dead', 'Process']);

/** One character, or what a key makes of several (Arabic لا); other keys have English names. */
const WRITTEN = /^.$|[^ -~]/u;

const isLetter = ({ key, control = false, alt }: Omit<KeyPress, 'focus'>): boolean =>
  !control && !alt && key !== ' ' && (WRITTEN.test(key) || BEGINNINGS.has(key));

/** The item that a press writes in: a letter, with one item chosen that has words of mine to take (decision 13). */
export const writes = (engine: Engine, press: KeyPress): string | null => (press.focus !== 'text' && isLetter(press) ? takesLetters(engine) : null);

/**
 * A press with Alt as it would be without: what a letter does it does with Alt too, whatever is chosen. A Mac makes
 * other characters of it, and some keyboards have their digits on Shift: then the key itself counts. Digits beside
 * them make characters by their numbers.
 */
function withoutAlt({ alt, control = false, key, code = '', shift }: Omit<KeyPress, 'focus'>): string[] {
  if (!alt || control || code.startsWith('Numpad')) return [];
  const [, printed] = /^(?:Key|Digit)(.)$/.exec(code) ?? [];
  const keys = [...(key.length === 1 ? [key] : []), ...(printed === undefined || /^[a-z0-9]$/i.test(key) ? [] : [printed])];
  return keys.flatMap((each) => chords({ key: each, code, alt: false, shift }));
}

const counts = (engine: Engine, { onCanvas, possible }: Command, focus: Focus): boolean =>
  (onCanvas !== true || focus === 'canvas') && (possible?.(engine) ?? true);

/** What a key means here, or `null`. */
export function meaning(engine: Engine, press: KeyPress, commands: readonly Command[]): (() => void) | null {
  if (press.focus === 'text') return null;
  const item = writes(engine, press);
  if (item !== null) return () => engine.edit(item);
  for (const chord of [...chords(press), ...withoutAlt(press)]) {
    const command = commands.find((each) => each.keys.includes(chord) && counts(engine, each, press.focus));
    if (command) return () => command.run(engine);
  }
  return null;
}

function focusOf(target: EventTarget | null, viewport: HTMLElement): Focus {
  if (!(target instanceof HTMLElement)) return 'beside';
  if (target.closest('textarea, input, select, [contenteditable]')) return 'text';
  return target === viewport || target.closest('[data-item]') ? 'canvas' : 'beside';
}

/** A press as it is meant: what AltGr makes is a character, not a shortcut. */
function read(event: KeyboardEvent, focus: Focus): KeyPress {
  const { key, code, shiftKey: shift } = event;
  if (event.getModifierState('AltGraph')) return { key, code, alt: false, shift, focus };
  return { key, code, control: event.ctrlKey || event.metaKey, alt: event.altKey, shift, focus };
}

/** Hears keys in `region`, which holds the canvas and its tool bar. */
export function hearKeys(region: HTMLElement, viewport: HTMLElement, engine: Engine, commands: () => readonly Command[]): { space: () => boolean; stop: () => void } {
  let space = false;
  const pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return;
    const focus = focusOf(event.target, viewport);
    if (event.key === ' ' && focus === 'canvas') {
      space = true;
      viewport.dataset.space = '';
      event.preventDefault();
      return;
    }
    const press = read(event, focus);
    const act = meaning(engine, press, commands());
    if (!act) return;
    // A letter goes on into the editor it opens, which has the keyboard by the time the browser writes it.
    if (writes(engine, press) === null) event.preventDefault();
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

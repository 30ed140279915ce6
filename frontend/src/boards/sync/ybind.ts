/**
 * Ties a textarea to a text that others change as well. One's own typing is found by comparing around
 * the caret; others' changes keep the caret between the letters it was between; while an input method
 * composes, others' changes wait and are merged when it is done; undo takes back one's own typing.
 */

import { after, moved, originsOf, rebased, type Delta } from '../model/delta';
import { difference, wellFormed } from '../model/splice';
import type { Splice, Unsubscribe } from '../model/types';
import { TEXT_LIMIT } from '../model/wire';

/** The text behind a textarea. */
export interface TextModel {
  text(): string;
  /** A change typed in the editor `source`, which is not told of it again. */
  splice(change: Splice, source: object): void;
  /** Changes that came from elsewhere than `source`. */
  listen(source: object, changed: (delta: Delta) => void): Unsubscribe;
  /** Undo and redo what was typed here; `false` where the browser's own undo has to do it. */
  undo(): boolean;
  redo(): boolean;
}

interface Composition {
  readonly shown: string;
  readonly deltas: Delta[];
}

class Binding {
  readonly #model: TextModel;
  readonly #area: HTMLTextAreaElement;
  readonly #stop: Unsubscribe[] = [];
  #composition: Composition | null = null;

  constructor(model: TextModel, area: HTMLTextAreaElement) {
    this.#model = model;
    this.#area = area;
    area.value = model.text();
    if (area.maxLength < 0) area.maxLength = TEXT_LIMIT;
    this.#on('input', () => {
      if (!this.#composition) this.#typed();
    });
    this.#on('compositionstart', () => {
      this.#composition = { shown: area.value, deltas: [] };
    });
    this.#on('compositionend', () => this.#composed());
    this.#on('beforeinput', (event) => this.#beforeInput(event as InputEvent));
    this.#on('keydown', (event) => this.#key(event as KeyboardEvent));
    this.#stop.push(model.listen(this, (delta) => this.#changed(delta)));
  }

  destroy(): void {
    if (this.#composition) this.#composed();
    for (const stop of this.#stop.splice(0)) stop();
  }

  #on(type: string, listen: (event: Event) => void): void {
    this.#area.addEventListener(type, listen);
    this.#stop.push(() => {
      this.#area.removeEventListener(type, listen);
    });
  }

  #typed(): void {
    const splice = difference(this.#model.text(), this.#area.value, this.#area.selectionEnd);
    if (splice) this.#put(splice);
    if (this.#area.value !== this.#model.text()) this.#show(this.#area.selectionStart, this.#area.selectionEnd);
  }

  #put(splice: Splice): void {
    this.#model.splice({ ...splice, insert: wellFormed(splice.insert) }, this);
  }

  #changed(delta: Delta): void {
    if (this.#composition) this.#composition.deltas.push(delta);
    else this.#show(moved(this.#area.selectionStart, delta), moved(this.#area.selectionEnd, delta));
  }

  #show(start: number, end: number): void {
    const direction = this.#area.selectionDirection;
    this.#area.value = this.#model.text();
    this.#area.setSelectionRange(start, end, direction);
  }

  /** What was composed was composed on the text as it was shown; the text may have moved on since. */
  #composed(): void {
    const composition = this.#composition;
    this.#composition = null;
    if (!composition) return;
    if (composition.deltas.length === 0) {
      this.#typed();
      return;
    }
    const { shown, deltas } = composition;
    const caret = this.#area.selectionEnd;
    const composed = difference(shown, this.#area.value, caret);
    const splices = composed ? rebased(composed, deltas.reduce(after, originsOf(shown))) : [];
    for (const splice of splices) this.#put(splice);
    const last = splices.at(-1);
    const end = last ? last.at + last.insert.length : deltas.reduce((at, delta) => moved(at, delta), caret);
    this.#show(end, end);
  }

  #beforeInput(event: InputEvent): void {
    if (event.inputType === 'historyUndo' && this.#model.undo()) event.preventDefault();
    if (event.inputType === 'historyRedo' && this.#model.redo()) event.preventDefault();
  }

  /** Browsers offer no undo of their own once the text was set from outside: the keys have to do. */
  #key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || this.#composition) return;
    const key = event.key.toLowerCase();
    const redo = key === 'y' || (key === 'z' && event.shiftKey);
    if (!redo && key !== 'z') return;
    if (redo ? this.#model.redo() : this.#model.undo()) event.preventDefault();
  }
}

/** Returns what unties them again. */
export function bindTextarea(model: TextModel, area: HTMLTextAreaElement): () => void {
  const binding = new Binding(model, area);
  return () => {
    binding.destroy();
  };
}

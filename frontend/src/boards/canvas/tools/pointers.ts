/** Hears the pointers of the canvas and says which gesture each belongs to. */

import { toBoard } from '../camera';
import type { Engine } from '../engine';
import { Pan } from './pan';
import { Pinch } from './pinch';
import { Press, type Tapped } from './press';
import { Taps } from './taps';
import type { Gesture, Pointer } from './tool';

/** What takes its own presses: what is written in, what is pressed. */
const OWN = 'textarea, input, button, a, select, [data-own-gestures]';

const takesItself = (target: EventTarget | null): boolean => target instanceof Element && target.closest(OWN) !== null;

export interface Keys {
  /** The space bar is down: any drag moves the board. */
  readonly space: () => boolean;
}

export function hearPointers(viewport: HTMLElement, engine: Engine, keys: Keys): () => void {
  const down = new Map<number, Pointer>();
  const taps = new Taps();
  let gesture: Gesture | null = null;

  const read = (event: PointerEvent): Pointer => ({
    id: event.pointerId,
    at: engine.screenPoint({ x: event.clientX, y: event.clientY }),
    touch: event.pointerType === 'touch',
    shift: event.shiftKey,
  });

  const noteAt = (event: PointerEvent, pointer: Pointer): string | null => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null;
    return element?.dataset.item ?? engine.scene.hit(toBoard(engine.camera.get(), pointer.at));
  };

  const tapped: Tapped = (pointer, note, again) => {
    const double = taps.isDouble(pointer.at, note, performance.now());
    if (note !== null && (double || (again && pointer.touch))) engine.edit(note);
    else if (note === null && double) engine.addAt(toBoard(engine.camera.get(), pointer.at));
  };

  const begin = (event: PointerEvent, pointer: Pointer): Gesture => {
    if (event.button === 1 || keys.space()) return new Pan(engine, pointer);
    return new Press(engine, pointer, noteAt(event, pointer), tapped);
  };

  const pressed = (event: PointerEvent): void => {
    if (takesItself(event.target) || event.button > 1) return;
    engine.leaveEditing(false);
    if (event.button === 1) event.preventDefault();
    const pointer = read(event);
    down.set(pointer.id, pointer);
    viewport.setPointerCapture(pointer.id);
    const [first, second, third] = [...down.values()];
    if (!first || third) return;
    if (second) {
      gesture?.cancel();
      gesture = new Pinch(engine, first, second);
    } else gesture = begin(event, pointer);
  };

  const moved = (event: PointerEvent): void => {
    const pointer = read(event);
    if (!pointer.touch) engine.pointed(pointer.at);
    if (!down.has(pointer.id)) return;
    down.set(pointer.id, pointer);
    gesture?.move(pointer);
  };

  const released = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    const pointer = read(event);
    const stays = gesture instanceof Pinch ? gesture.other(pointer.id) : null;
    if (event.type === 'pointercancel') gesture?.cancel();
    else gesture?.end(pointer);
    const left = stays ? down.get(stays.id) : undefined;
    gesture = left ? new Pan(engine, left) : null;
  };

  const left = (): void => engine.pointed(null);
  // Else the mouse events that follow a touch would take the keyboard from what the touch opened.
  const touched = (event: TouchEvent): void => {
    if (!takesItself(event.target) && event.cancelable) event.preventDefault();
  };
  viewport.addEventListener('touchend', touched, { passive: false });
  viewport.addEventListener('pointerdown', pressed);
  viewport.addEventListener('pointermove', moved);
  viewport.addEventListener('pointerup', released);
  viewport.addEventListener('pointercancel', released);
  viewport.addEventListener('pointerleave', left);
  return () => {
    gesture?.cancel();
    viewport.removeEventListener('touchend', touched);
    viewport.removeEventListener('pointerdown', pressed);
    viewport.removeEventListener('pointermove', moved);
    viewport.removeEventListener('pointerup', released);
    viewport.removeEventListener('pointercancel', released);
    viewport.removeEventListener('pointerleave', left);
  };
}

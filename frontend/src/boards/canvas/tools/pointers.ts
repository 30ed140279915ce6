/** Hears the pointers of the canvas and says which gesture each belongs to. */

import { toBoard } from '../camera';
import type { Engine } from '../engine';
import { UNITS } from '../geometry';
import { Draw } from './draw';
import { Pan } from './pan';
import { Pinch } from './pinch';
import { gather, Press, type Tapped } from './press';
import { Reach } from './reach';
import { Resize, type Corner } from './resize';
import { Taps } from './taps';
import type { Gesture, Pointer } from './tool';

/** What takes its own presses: what is written in, what is pressed. */
const OWN = 'textarea, input, button, a, select, [data-own-gestures]';

const takesItself = (target: EventTarget | null): boolean => target instanceof Element && target.closest(OWN) !== null;

/** The handle of the selection that is pressed, if any. */
function handleAt(event: PointerEvent): Corner | 'link' | null {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-handle]') : null;
  return (element?.dataset.handle as Corner | 'link' | undefined) ?? null;
}

/** So near to a connector a press means it, in CSS pixels. */
const REACH = 9;
const REACH_TOUCH = 22;

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
    alt: event.altKey,
    control: event.ctrlKey || event.metaKey,
    pen: event.pointerType === 'pen',
    force: event.pointerType === 'pen' ? event.pressure : 0.5,
  });

  const noteAt = (event: MouseEvent): string | null => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null;
    return element?.dataset.item ?? engine.scene.hit(engine.boardPoint({ x: event.clientX, y: event.clientY }));
  };

  const tapped: Tapped = (pointer, note, again) => {
    const double = taps.isDouble(pointer.at, note, performance.now());
    if (note !== null && (double || (again && pointer.touch))) engine.edit(note);
    else if (note === null && double) engine.addAt(toBoard(engine.camera.get(), pointer.at));
    else if (note === null) {
      const reach = ((pointer.touch ? REACH_TOUCH : REACH) * UNITS) / engine.camera.get().zoom;
      engine.chooseLink(engine.scene.hanging.linkAt(toBoard(engine.camera.get(), pointer.at), reach));
    } else engine.chooseLink(null);
  };

  const begin = (event: PointerEvent, pointer: Pointer): Gesture => {
    const tool = engine.tool.get();
    if (event.button === 1 || keys.space() || tool === 'hand') return new Pan(engine, pointer);
    if (tool === 'pen') return pointer.touch && engine.penSeen.get() ? new Pan(engine, pointer) : new Draw(engine, pointer);
    const handled = handleAt(event);
    const [chosen] = engine.selection.get();
    const from = chosen === undefined ? undefined : engine.scene.at(chosen);
    if (handled && chosen !== undefined && from) {
      return handled === 'link' ? new Reach(engine, pointer, chosen) : new Resize(engine, pointer, chosen, from, handled);
    }
    return new Press(engine, pointer, noteAt(event), tapped);
  };

  /** A pen goes before whatever a palm has begun. */
  const takePen = (): void => {
    engine.penSeen.set(true);
    gesture?.cancel();
    gesture = null;
    down.clear();
  };

  const pressed = (event: PointerEvent): void => {
    if (takesItself(event.target) || event.button > 1) return;
    engine.leaveEditing(false);
    if (event.button === 1) event.preventDefault();
    const pointer = read(event);
    // The hand that holds the pen rests on the glass: it means nothing.
    if (pointer.touch && [...down.values()].some(({ pen }) => pen)) return;
    if (pointer.pen) takePen();
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
    // Between two frames a hand goes on: a line drawn by it has all of the way.
    const way = gesture instanceof Draw ? event.getCoalescedEvents().map(read) : [];
    for (const step of way.length > 0 ? way : [pointer]) gesture?.move(step);
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

  /** A right click, or the key for it. A finger that stays is told here by some systems too: its press knows by itself. */
  const asked = (event: MouseEvent): void => {
    if (takesItself(event.target)) return;
    const note = noteAt(event);
    if (note === null && gesture === null) return;
    event.preventDefault();
    if (note !== null && gesture === null) gather(engine, note);
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
  viewport.addEventListener('contextmenu', asked);
  return () => {
    gesture?.cancel();
    viewport.removeEventListener('touchend', touched);
    viewport.removeEventListener('pointerdown', pressed);
    viewport.removeEventListener('pointermove', moved);
    viewport.removeEventListener('pointerup', released);
    viewport.removeEventListener('pointercancel', released);
    viewport.removeEventListener('pointerleave', left);
    viewport.removeEventListener('contextmenu', asked);
  };
}

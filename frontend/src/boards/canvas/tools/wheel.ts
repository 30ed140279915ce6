import type { Engine } from '../engine';

/** A notch of a mouse wheel must not zoom further than a flick on a trackpad. */
const MOST = 40;
const PER_PIXEL = 0.01;
const LINE_PX = 16;

/** How much a wheel turned while Ctrl is held zooms. A trackpad's pinch comes the same way. */
export function zoomFactor(deltaY: number): number {
  return Math.exp(-Math.min(MOST, Math.max(-MOST, deltaY)) * PER_PIXEL);
}

/** How far a wheel moves the board; Shift turns it sideways where the system has not done so. */
export function wheelPan(event: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'shiftKey'>): readonly [dx: number, dy: number] {
  const unit = event.deltaMode === 1 ? LINE_PX : 1;
  const dx = event.deltaX * unit;
  const dy = event.deltaY * unit;
  return event.shiftKey && dx === 0 ? [-dy, 0] : [-dx, -dy];
}

/** Something under the wheel that has more text than it shows scrolls itself. */
function scrollsItself(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target.closest('textarea, [data-scrolls]') : null;
  return element !== null && element.scrollHeight > element.clientHeight + 1;
}

interface SafariGesture extends UIEvent {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

export function hearWheel(viewport: HTMLElement, engine: Engine): () => void {
  let scale = 1;
  const turned = (event: WheelEvent): void => {
    const zooms = event.ctrlKey || event.metaKey;
    if (!zooms && scrollsItself(event.target)) return;
    event.preventDefault();
    if (zooms) engine.zoomBy(zoomFactor(event.deltaY), engine.screenPoint({ x: event.clientX, y: event.clientY }));
    else engine.pan(...wheelPan(event));
  };
  // Safari on a trackpad sends its own events instead of a wheel with Ctrl.
  const pinched = (event: Event): void => {
    event.preventDefault();
    const { scale: now, clientX, clientY } = event as SafariGesture;
    if (event.type === 'gesturechange') engine.zoomBy(now / scale, engine.screenPoint({ x: clientX, y: clientY }));
    scale = now;
  };
  viewport.addEventListener('wheel', turned, { passive: false });
  viewport.addEventListener('gesturestart', pinched);
  viewport.addEventListener('gesturechange', pinched);
  return () => {
    viewport.removeEventListener('wheel', turned);
    viewport.removeEventListener('gesturestart', pinched);
    viewport.removeEventListener('gesturechange', pinched);
  };
}

/** What all gestures share. A gesture lives from a press to the release (or to a second finger). */

import type { Point } from '../geometry';

export interface Pointer {
  readonly id: number;
  /** On the canvas, in CSS pixels. */
  readonly at: Point;
  readonly touch: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Ctrl or ⌘ is held. */
  readonly control: boolean;
  /** A pen, whichever end. */
  readonly pen: boolean;
  /** How hard it is pressed, from 0 to 1; half, where the device does not know. */
  readonly force: number;
}

export interface Gesture {
  move(pointer: Pointer): void;
  /** Let go: what was done stays. */
  end(pointer: Pointer): void;
  /** Interrupted: as if nothing had been done. */
  cancel(): void;
}

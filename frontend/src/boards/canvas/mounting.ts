/** Which notes are real elements now. Pure: from what is mounted and what is wanted to what will be. */

/** Notes mounted in one frame while the camera moves; the canvas behind shows the others meanwhile. */
export const PER_FRAME = 10;
/** … while one zooms: what comes into sight is soon too small to be read, or out of it again. */
export const PER_FRAME_ZOOMING = 3;
/** … and while it rests: no frame takes long, and all are there in a moment. */
export const PER_FRAME_AT_REST = 28;
/** Fewer than this would never end. */
const FEWEST = 2;
/** A frame that took longer was too long for the hand, in ms. */
const LATE = 24;

/** How many may come in the next frame, after one in which so many came took so long: half of them, or some more. */
export const paced = (portion: number, tookMs: number): number =>
  tookMs > LATE ? Math.max(FEWEST, portion >> 1) : Math.min(PER_FRAME_AT_REST, portion + FEWEST);

export interface MountRequest {
  /** Mounted now, in the order in which they were. */
  readonly mounted: readonly string[];
  /** In sight, with a margin. */
  readonly wanted: ReadonlySet<string>;
  /** Near enough to stay while the camera moves. */
  readonly near: (id: string) => boolean;
  /** Mounted wherever they are: selected, being edited. */
  readonly kept: Iterable<string>;
  readonly moving: boolean;
  /** At most so many at once, on a machine as quick as this one. */
  readonly portion: number;
}

export interface Mounting {
  /** The same array where nothing changed. */
  readonly mounted: readonly string[];
  /** Some wanted notes have to wait for the next frame. */
  readonly pending: boolean;
}

export function mounting({ mounted, wanted, near, kept, moving, portion }: MountRequest): Mounting {
  const always = new Set(kept);
  const stays = mounted.filter((id) => wanted.has(id) || always.has(id) || (moving && near(id)));
  const present = new Set(stays);
  const missing = [...new Set([...always, ...wanted])].filter((id) => !present.has(id));
  const now = missing.slice(0, Math.min(portion, moving ? PER_FRAME : PER_FRAME_AT_REST));
  if (now.length === 0 && stays.length === mounted.length) return { mounted, pending: false };
  return { mounted: [...stays, ...now], pending: now.length < missing.length };
}

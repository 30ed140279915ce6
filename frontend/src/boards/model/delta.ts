/** A change of a text from its beginning to its end, as Yjs tells it. */

import type { Splice } from './wire';

export type Step = { readonly retain: number } | { readonly insert: string } | { readonly delete: number };
export type Delta = readonly Step[];

export function asDelta({ at, remove, insert }: Splice): Delta {
  return [{ retain: at }, { delete: remove }, { insert }];
}

/** Where a caret at `index` is after the change: letters put right at it come behind it. */
export function moved(index: number, delta: Delta): number {
  let at = 0;
  let caret = index;
  for (const step of delta) {
    if ('retain' in step) at += step.retain;
    else if ('insert' in step) {
      if (at < caret) caret += step.insert.length;
      at += step.insert.length;
    } else caret -= Math.max(0, Math.min(step.delete, caret - at));
  }
  return caret;
}

/** For each code unit of a text, where it came from; `null`: it was put in since. */
export type Origins = readonly (number | null)[];

export function originsOf(text: string): Origins {
  return Array.from({ length: text.length }, (_, i) => i);
}

export function after(origins: Origins, delta: Delta): Origins {
  const next: (number | null)[] = [];
  let read = 0;
  for (const step of delta) {
    if ('retain' in step) {
      for (const origin of origins.slice(read, read + step.retain)) next.push(origin);
      read += step.retain;
    } else if ('insert' in step) next.push(...Array.from(step.insert.split(''), () => null));
    else read += step.delete;
  }
  for (const origin of origins.slice(read)) next.push(origin);
  return next;
}

/**
 * A splice made on an old text, as splices on the text that came of it (`origins`), to be applied in
 * this order: only what is still there of the removed letters goes, nothing that others put in between.
 */
export function rebased({ at, remove, insert }: Splice, origins: Origins): Splice[] {
  let place = 0;
  const runs: { at: number; remove: number }[] = [];
  origins.forEach((origin, index) => {
    if (origin === null || origin >= at + remove) return;
    const run = runs.at(-1);
    if (origin < at) place = index + 1;
    else if (run && run.at + run.remove === index) run.remove++;
    else runs.push({ at: index, remove: 1 });
  });
  const splices: Splice[] = runs.reverse().map((run) => ({ ...run, insert: '' }));
  return insert ? [...splices, { at: place, remove: 0, insert }] : splices;
}

/**
 * The origins of a text that a splice was put onto (`made` is where what it inserts came to stand): from now on
 * they count in the old text after that splice.
 */
export function shifted(origins: Origins, splice: Splice, made: Splice | undefined): Origins {
  const grown = splice.insert.length - splice.remove;
  const moved = origins.map((origin) => (origin === null || origin < splice.at ? origin : origin + grown));
  if (!splice.insert || !made) return moved;
  return moved.map((origin, i) => (i >= made.at && i < made.at + splice.insert.length ? splice.at + i - made.at : origin));
}

/** Puts what is chosen in order, and other things one does to all that is chosen. */

import { aligned, distributed, tidied, type Axis, type Box, type Edge, type Places } from './arrange';
import type { Engine } from './engine';
import { around, grown, UNITS, type Point } from './geometry';

export type Order = Edge | Axis | 'grid';

/** Around what is zoomed to. */
const AIR = 24 * UNITS;
/** What is zoomed to is made larger at most so. */
const CLOSEST = 2;

/** What is chosen and may be moved. What belongs to something that is chosen goes with that. */
function units(engine: Engine): Box[] {
  const chosen = engine.selection.get();
  const followers = new Set([...chosen].flatMap((id) => engine.scene.hanging.members(id)));
  return [...chosen].flatMap((id) => {
    const at = engine.scene.at(id);
    const counts = at !== undefined && !followers.has(id) && engine.desk.mayTouch(id, 'move_items');
    return counts ? [{ id, x: at.x, y: at.y, w: at.w, h: at.h }] : [];
  });
}

function ordered(boxes: readonly Box[], order: Order): Places {
  if (order === 'grid') return tidied(boxes);
  return order === 'x' || order === 'y' ? distributed(boxes, order) : aligned(boxes, order);
}

/** Whatever belongs to what moves goes as far as that. */
function withFollowers(engine: Engine, boxes: readonly Box[], places: Places): Map<string, Point> {
  const all = new Map<string, Point>();
  for (const box of boxes) {
    const to = places.get(box.id);
    if (!to || (to.x === box.x && to.y === box.y)) continue;
    for (const id of engine.scene.withMembers([box.id])) {
      const at = engine.scene.at(id);
      if (at) all.set(id, { x: at.x + to.x - box.x, y: at.y + to.y - box.y });
    }
  }
  return all;
}

/** Lines up, spreads or tidies what is chosen, as one operation. */
export function arrange(engine: Engine, order: Order): void {
  const boxes = units(engine);
  const places = withFollowers(engine, boxes, ordered(boxes, order));
  if (places.size > 0) engine.desk.moveTo(places);
}

export function selectAll(engine: Engine): void {
  engine.select(engine.scene.placed().map(({ id }) => id));
}

/** Shows what is chosen as large as the screen allows. */
export function zoomToSelection(engine: Engine): void {
  const bounds = around([...engine.selection.get()].flatMap((id) => engine.scene.at(id) ?? []));
  if (bounds) engine.fit(grown(bounds, AIR), CLOSEST);
}

/** What the outline does on the board: it names zones, and finds places in them. */

import { above } from '../model/zorder';
import type { Engine } from '../canvas/engine';
import { PITCH, UNITS, type Point } from '../canvas/geometry';
import { freePlace } from '../canvas/place';

const EDGE = 24 * UNITS;
const TITLE = 72 * UNITS;
const NEW_ZONE = { w: 720 * UNITS, h: 480 * UNITS };

/** Where nothing but zones lies. */
const taken = (engine: Engine, rect: { left: number; top: number; right: number; bottom: number }): boolean =>
  engine.scene.within(rect).some((id) => engine.scene.item(id)?.kind !== 'zone');

/** A free place in a zone, by rows; beside what is there where the zone is full. */
function placeIn(engine: Engine, zone: string): Point | null {
  const frame = engine.scene.at(zone);
  if (!frame) return null;
  const first = { x: frame.x + EDGE, y: frame.y + TITLE };
  for (let y = first.y; y + PITCH <= frame.y + frame.h; y += PITCH) {
    for (let x = first.x; x + PITCH <= frame.x + frame.w; x += PITCH) {
      if (!taken(engine, { left: x, top: y, right: x + PITCH, bottom: y + PITCH })) return { x, y };
    }
  }
  return freePlace(first, (rect) => taken(engine, rect));
}

const top = (engine: Engine): string => above(engine.board.store.items().at(-1)?.z ?? null);

/** A new note in a zone, or (`null`) where there is room. */
export function addInto(engine: Engine, zone: string | null, words: string): string | null {
  const text = words.trim();
  if (text === '' || !engine.desk.mayAdd()) return null;
  if (zone === null) return engine.desk.addAnywhere(engine.colour.get(), text);
  const at = placeIn(engine, zone);
  return at && engine.desk.putAt(at, engine.colour.get(), text, zone);
}

/** Moves an item into a zone, or (`null`) beside all there is. */
export function moveInto(engine: Engine, id: string, zone: string | null): void {
  const at = zone === null ? outside(engine) : placeIn(engine, zone);
  if (at && engine.desk.mayTouch(id, 'move_items')) engine.board.do({ t: 'move_items', moves: [{ id, ...at, z: top(engine), zone }] });
}

function outside(engine: Engine): Point {
  const bounds = engine.scene.bounds();
  return freePlace(bounds ? { x: bounds.right + EDGE, y: bounds.top } : { x: 0, y: 0 }, (rect) => engine.scene.within(rect).length > 0);
}

/** A new zone beside all there is. */
export function addZone(engine: Engine, words: string): string | null {
  const text = words.trim();
  if (text === '') return null;
  const bounds = engine.scene.bounds();
  const [left, upper] = bounds ? [bounds.right + PITCH / 2, bounds.top] : [0, 0];
  return engine.desk.addZone({ left, top: upper, right: left + NEW_ZONE.w, bottom: upper + NEW_ZONE.h }, undefined, text);
}

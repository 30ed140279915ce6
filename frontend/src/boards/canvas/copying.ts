/** Copies of items: taken off a board as plain values, and put on one as new items of mine. */

import { colourOf } from '../model/kinds';
import { byHeight } from '../model/ops';
import { TEXT_LIMIT } from '../model/wire';
import type { Colour, Op, Relation, ViewItem } from '../sync';
import type { Engine, Files } from './engine';
import { around, NOTE, PITCH, type Place, type Point } from './geometry';
import { COLOURS } from './paint';
import { may } from './rights';

/** One thing as it was: its place and size, and what it says. References are positions in the list. */
export interface Clip extends Required<Place> {
  readonly kind: ViewItem['kind'];
  readonly text: string;
  readonly colour?: Colour;
  readonly weight?: number;
  readonly path?: readonly number[];
  readonly file?: string;
  readonly zone?: number;
  readonly group?: number;
  /** The item it was copied from; on another board nobody knows it. */
  readonly from?: string;
}

export interface ClippedLink {
  readonly source: number;
  readonly target: number;
  readonly relation: Relation;
  readonly text: string;
}

export interface Clips {
  readonly clips: readonly Clip[];
  readonly links: readonly ClippedLink[];
}

function clipOf(item: ViewItem, at: Required<Place>, index: ReadonlyMap<string, number>): Clip {
  const [zone, group] = [index.get(item.zone ?? ''), index.get(item.group ?? '')];
  const colour = colourOf(item);
  return {
    kind: item.kind, x: at.x, y: at.y, w: at.w, h: at.h, text: item.text, from: item.id,
    ...(colour !== null && { colour }),
    ...(item.kind === 'stroke' && { weight: item.weight, path: item.path }),
    ...(item.kind === 'image' && { file: item.file }),
    ...(zone !== undefined && { zone }),
    ...(group !== undefined && { group }),
  };
}

/** What is chosen with all that belongs to it, lowest first, and the connections between. */
export function clipped({ scene, board }: Engine, ids: Iterable<string>): Clips {
  const items = [...scene.withMembers(ids)].flatMap((id) => scene.item(id) ?? []).sort(byHeight);
  const index = new Map(items.map(({ id }, i) => [id, i]));
  const clips = items.flatMap((item) => {
    const at = scene.at(item.id);
    return at ? [clipOf(item, at, index)] : [];
  });
  const links = board.store.connectors().flatMap(({ source, target, relation, text }) => {
    const [from, to] = [index.get(source), index.get(target)];
    return from === undefined || to === undefined ? [] : [{ source: from, target: to, relation, text }];
  });
  return { clips, links };
}

type Adding = Extract<Op, { readonly copied_from?: string }>;

/** The operation that makes such an item; `null` where its kind cannot be copied so. */
function adding(clip: Clip, base: Pick<Adding, 'id' | 'x' | 'y' | 'z' | 'zone' | 'copied_from'>, members: readonly string[]): Adding | null {
  const { kind, w, h, text, colour = 'yellow' } = clip;
  switch (kind) {
    case 'note':
      return { t: 'add_note', ...base, colour, text, ...((w !== NOTE || h !== NOTE) && { w, h }) };
    case 'text':
      return { t: 'add_text', ...base, w, h, text };
    case 'zone':
      return { t: 'add_zone', ...base, w, h, colour, text };
    case 'cluster':
      return members.length === 0 ? null : { t: 'add_cluster', ...base, w, h, ids: members, text };
    case 'stroke':
      return { t: 'add_stroke', ...base, w, h, colour, weight: clip.weight ?? 64, path: clip.path ?? [], text };
    case 'image':
      return clip.file === undefined ? null : { t: 'add_image', ...base, w, h, file: clip.file, alt: text };
  }
}

/** Zones before what lies in them, titles after what they are over. */
const TURN: Readonly<Record<ViewItem['kind'], number>> = { zone: 0, note: 1, text: 1, image: 1, stroke: 1, cluster: 2 };

/** Puts copies on the board, moved by a distance, as one gesture. Returns the ids of those that came to be. */
export function put(engine: Engine, { clips, links }: Clips, by: Point): string[] {
  const { board, desk } = engine;
  const ids = clips.map(() => board.newId());
  const made = new Set<string>();
  const members = (title: number): string[] => clips.flatMap(({ group }, i) => (group === title ? (ids[i] ?? []) : [])).filter((id) => made.has(id));
  const order = [...clips.entries()].sort(([, a], [, b]) => TURN[a.kind] - TURN[b.kind]);
  board.gesture(() => {
    for (const [i, clip] of order) {
      const id = ids[i] ?? '';
      const at = { x: Math.round(clip.x + by.x), y: Math.round(clip.y + by.y) };
      const zone = clip.zone === undefined ? undefined : ids[clip.zone];
      const inside = clip.kind === 'zone' ? {} : zone === undefined ? desk.zoneFor({ ...clip, ...at }) : { zone };
      const known = clip.from !== undefined && engine.scene.item(clip.from) ? { copied_from: clip.from } : {};
      const op = adding(clip, { id, ...at, z: desk.top(), ...inside, ...known }, members(i));
      if (!op || !may(board.about.get(), op.t)) continue;
      board.do(op);
      made.add(id);
    }
    for (const { source, target, relation, text } of links) {
      const [from, to] = [ids[source] ?? '', ids[target] ?? ''];
      const sound = made.has(from) && made.has(to) && may(board.about.get(), 'add_connector');
      if (sound) board.do({ t: 'add_connector', id: board.newId(), source: from, target: to, relation, text });
    }
  });
  return ids.filter((id) => made.has(id));
}

/** The copies with files of their own; a picture without one is left out. */
export function withFiles({ clips, links }: Clips, files: Files): Clips {
  return {
    clips: clips.map(({ file, ...clip }) => {
      const own = files.get(file ?? '');
      return own === undefined ? clip : { ...clip, file: own };
    }),
    links,
  };
}

/** Where copies go by themselves: beside what they are copies of, where there is room. */
export function beside(engine: Engine, { clips }: Clips): Point {
  const all = around(clips);
  if (!all) return { x: 0, y: 0 };
  const at = engine.desk.free({ x: all.right + PITCH - NOTE, y: all.top, w: all.right - all.left, h: all.bottom - all.top });
  return { x: at.x - all.left, y: at.y - all.top };
}

/** Puts copies of what is chosen beside it, or at a distance, and chooses them. */
export async function duplicate(engine: Engine, by?: Point): Promise<void> {
  const clips = clipped(engine, engine.selection.get());
  await putAll(engine, clips, by ?? beside(engine, clips));
}

/** Puts copies there and chooses them; pictures are sent anew first. */
export async function putAll(engine: Engine, clips: Clips, by: Point): Promise<void> {
  const ids = put(engine, await ready(engine, clips), by);
  if (ids.length === 0) return;
  engine.select(ids);
  engine.focus(ids[0] ?? null);
}

async function ready(engine: Engine, clips: Clips): Promise<Clips> {
  const files = new Set(clips.clips.flatMap(({ file }) => file ?? []));
  return files.size === 0 ? clips : withFiles(clips, await engine.sendAnew.get()(files));
}

// ------------------------------------------------------------------- on the clipboard

const KINDS = new Set(Object.keys(TURN));
const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;

function isClip(value: unknown): value is Clip {
  if (typeof value !== 'object' || value === null) return false;
  const clip = value as Partial<Clip>;
  const placed = KINDS.has(clip.kind ?? '') && [clip.x, clip.y, clip.w, clip.h].every(isWhole);
  return placed && (clip.colour === undefined || COLOURS.includes(clip.colour)) && typeof clip.text === 'string' && clip.text.length <= TEXT_LIMIT;
}

function isLink(value: unknown): value is ClippedLink {
  if (typeof value !== 'object' || value === null) return false;
  const { source, target, relation, text } = value as Partial<ClippedLink>;
  return isWhole(source) && isWhole(target) && typeof relation === 'string' && typeof text === 'string';
}

/** What a clipboard holds of ours; `null` if it is not ours, or damaged. */
export function parcelIn(json: string): Clips | null {
  try {
    const parcel = JSON.parse(json) as Partial<Clips> | null;
    if (!Array.isArray(parcel?.clips) || !Array.isArray(parcel.links)) return null;
    return parcel.clips.every(isClip) && parcel.links.every(isLink) ? (parcel as Clips) : null;
  } catch {
    return null;
  }
}

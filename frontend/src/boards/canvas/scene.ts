/** The notes as the canvas sees them: where each lies now (a drag included), which are in a rectangle. */

import { colourOf } from '../model/kinds';
import type { BoardStore, Changed, Unsubscribe, ViewItem } from '../sync';
import { around, holds, rectOf, UNITS, type Place, type Point, type Rect } from './geometry';
import { Grid } from './grid';
import { Hanging } from './hanging';
import { dotsOf, offLine } from './ink';
import type { Placed } from './neighbour';

/** What a change touched. */
export interface SceneChange {
  readonly moved: readonly string[];
  readonly gone: readonly string[];
  /** Connectors came, went or changed. */
  readonly linked: boolean;
  /** Something lies higher or lower than it did. */
  readonly restacked: boolean;
}

/** Same place, same colour: nothing to draw anew. */
const looksTheSame = (a: ViewItem, b: ViewItem): boolean =>
  a.x === b.x && a.y === b.y && a.z === b.z && a.kind === b.kind && widthOf(a) === widthOf(b) && heightOf(a) === heightOf(b) && colourOf(a) === colourOf(b);
const widthOf = (item: ViewItem): number | undefined => item.w;
const heightOf = (item: ViewItem): number | undefined => item.h;

/** Zones and groups draw a ground under what is in them, with their text for a title. */
const sameGround = (a: ViewItem, b: ViewItem): boolean => a.group === b.group && a.zone === b.zone && (a.text === b.text || (a.kind !== 'zone' && a.kind !== 'cluster'));
const hasGround = (item: ViewItem | undefined): boolean => item?.group !== undefined || item?.zone !== undefined || item?.kind === 'zone' || item?.kind === 'cluster';

/** What a card does not show. */
const ELSEWHERE: ReadonlySet<string> = new Set(['x', 'y', 'z', 'zone', 'first_zone', 'group', 'changed', 'writes']);
const shownOf = (item: ViewItem): [string, unknown][] => Object.entries(item).filter(([field]) => !ELSEWHERE.has(field));

function sameFace(a: ViewItem, b: ViewItem): boolean {
  if (a === b) return true;
  const was = shownOf(a);
  const is: Readonly<Record<string, unknown>> = { ...b };
  return was.length === shownOf(b).length && was.every(([field, value]) => Object.is(is[field], value));
}

/** A zone is taken hold of by its title: so high is it. */
const TITLE = 44 * UNITS;
/** A line drawn by hand is touched this near to it. */
const NEAR_LINE = 8 * UNITS;

/** Zones lie under everything, whatever their order. */
function ranked(items: readonly ViewItem[]): readonly ViewItem[] {
  if (!items.some(({ kind }) => kind === 'zone')) return items;
  return [...items.filter(({ kind }) => kind === 'zone'), ...items.filter(({ kind }) => kind !== 'zone')];
}

export class Scene {
  /** What hangs on items: lines, groups, what lies in zones. */
  readonly hanging: Hanging;
  readonly #store: BoardStore;
  readonly #grid = new Grid();
  #tell: (change: SceneChange) => void;
  readonly #stop: Unsubscribe;
  /** Notes held by a hand here: where the hand has them, whatever the store says. */
  readonly #held = new Map<string, Place>();
  readonly #faces = new Map<string, ViewItem>();
  readonly #known = new Map<string, ViewItem>();
  #heights: Map<string, number> | null = null;

  constructor(store: BoardStore, tell: (change: SceneChange) => void) {
    this.#store = store;
    this.hanging = new Hanging(store, (id) => this.at(id));
    this.#tell = () => undefined;
    this.#changed(new Map(store.items().map((item) => [item.id, item])));
    this.#tell = tell;
    this.#stop = store.subscribe((changed) => this.#changed(changed));
  }

  get count(): number {
    return this.#grid.size;
  }

  item(id: string): ViewItem | undefined {
    return this.#store.item(id);
  }

  /** The item as its card shows it: the same object until something else of it changes than where it is. */
  face(id: string): ViewItem | undefined {
    const [was, is] = [this.#faces.get(id), this.item(id)];
    if (was && is && sameFace(was, is)) return was;
    if (is) this.#faces.set(id, is);
    return is;
  }

  /** Where the note's top left corner is now, and how large it is. */
  at(id: string): Required<Place> | undefined {
    return this.#grid.at(id);
  }

  /** The notes in a rectangle, in no particular order. */
  within(rect: Rect): string[] {
    return this.#grid.query(rect);
  }

  /** The highest note under a point. */
  hit(point: Point): string | null {
    const here = this.#grid.query({ left: point.x, top: point.y, right: point.x + 1, bottom: point.y + 1 });
    let top: string | null = null;
    for (const id of here) {
      const at = this.at(id);
      if (at && this.#touches(id, at, point) && (top === null || this.height(id) > this.height(top))) top = id;
    }
    return top;
  }

  /** Whether a point is on what can be taken hold of. */
  #touches(id: string, at: Required<Place>, point: Point): boolean {
    if (!holds(rectOf(at), point)) return false;
    const item = this.item(id);
    if (item?.kind === 'zone') return point.y < at.y + TITLE;
    return item?.kind !== 'stroke' || offLine(dotsOf(at, item.path), item.weight, point) < NEAR_LINE;
  }

  /** The highest zone under a point, other than these. */
  zoneAt(point: Point, except: ReadonlySet<string> = new Set()): string | null {
    const here = this.#grid.query({ left: point.x, top: point.y, right: point.x + 1, bottom: point.y + 1 });
    const zones = here.filter((id) => this.item(id)?.kind === 'zone' && !except.has(id));
    return zones.reduce<string | null>((top, id) => (top === null || this.height(id) > this.height(top) ? id : top), null);
  }

  /** These items and all that goes where they go. */
  withMembers(ids: Iterable<string>): Set<string> {
    const all = new Set(ids);
    for (const id of all) for (const member of this.hanging.members(id)) all.add(member);
    return all;
  }

  /** How high the note lies: its place in the pile, held notes above all. */
  height(id: string): number {
    this.#heights ??= new Map(ranked(this.#store.items()).map((item, i) => [item.id, i + 1]));
    const height = this.#heights.get(id) ?? 0;
    return this.#held.has(id) ? height + this.count + 1 : height;
  }

  /** These notes, lowest first. */
  lowestFirst(ids: readonly string[]): string[] {
    if (ids.length < this.count / 8) return [...ids].sort((a, b) => this.height(a) - this.height(b));
    const wanted = new Set(ids);
    const known = ranked(this.#store.items()).flatMap(({ id }) => (wanted.has(id) ? [id] : []));
    return [...known.filter((id) => !this.#held.has(id)), ...known.filter((id) => this.#held.has(id))];
  }

  bounds(): Rect | null {
    return around(this.#grid.places());
  }

  /** The middle of what everybody sees; of the board where that is nothing. */
  middle(): Point {
    const bounds = around(this.#store.items().filter((item) => !item.minePrivate));
    return bounds ? { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 } : { x: 0, y: 0 };
  }

  placed(): Placed[] {
    return this.#store.items().map(({ id, x, y }) => ({ id, ...(this.at(id) ?? { x, y }) }));
  }

  held(id: string): boolean {
    return this.#held.has(id);
  }

  /** Holds notes at these places until they are let go. */
  hold(places: ReadonlyMap<string, Place>): void {
    const fresh = [...places.keys()].some((id) => !this.#held.has(id));
    for (const [id, at] of places) {
      this.#held.set(id, at);
      this.#grid.put(id, { ...this.#store.item(id), ...at });
    }
    this.hanging.moved(places.keys());
    this.#tell({ moved: [...places.keys()], gone: [], linked: false, restacked: fresh });
  }

  /** Lets go: the notes lie where the store says. */
  letGo(): void {
    const ids = [...this.#held.keys()];
    this.#held.clear();
    for (const id of ids) {
      const item = this.#store.item(id);
      if (item) this.#grid.put(id, item);
    }
    this.hanging.moved(ids);
    this.#tell({ moved: ids, gone: [], linked: false, restacked: true });
  }

  dispose(): void {
    this.#stop();
  }

  #changed(changed: Changed): void {
    const moved: string[] = [];
    const gone: string[] = [];
    let [restacked, regrouped] = [false, false];
    for (const [id, item] of changed) {
      const was = this.#known.get(id);
      restacked ||= was?.z !== item?.z;
      regrouped ||= was && item ? !sameGround(was, item) : hasGround(was ?? item);
      if (item) this.#known.set(id, item);
      else this.#leave(id);
      if (!item) gone.push(id);
      else if (!was || !looksTheSame(was, item)) moved.push(id);
      if (item && !this.#held.has(id)) this.#grid.put(id, item);
    }
    if (restacked) this.#heights = null;
    if (regrouped) this.hanging.regroup(this.#store.items());
    this.hanging.moved(moved);
    const linked = this.hanging.sync();
    if (moved.length > 0 || gone.length > 0 || linked || regrouped) this.#tell({ moved, gone, linked: linked || regrouped, restacked });
  }

  #leave(id: string): void {
    this.#known.delete(id);
    this.#faces.delete(id);
    this.#grid.remove(id);
    this.#held.delete(id);
  }
}

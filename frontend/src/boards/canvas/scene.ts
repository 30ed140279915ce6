/** The notes as the canvas sees them: where each lies now (a drag included), which are in a rectangle. */

import { colourOf } from '../model/kinds';
import type { BoardStore, Unsubscribe, ViewItem } from '../sync';
import { around, holds, rectOf, UNITS, type Place, type Point, type Rect } from './geometry';
import { Grid } from './grid';
import { Hanging } from './hanging';
import { dotsOf, offLine } from './ink';
import type { Placed } from './neighbour';

/** What a change touched. */
export interface SceneChange {
  readonly moved: readonly string[];
  readonly gone: readonly string[];
}

/** Same place, same colour: nothing to draw anew. */
const looksTheSame = (a: ViewItem, b: ViewItem): boolean =>
  a.x === b.x && a.y === b.y && a.z === b.z && a.kind === b.kind && widthOf(a) === widthOf(b) && heightOf(a) === heightOf(b) && colourOf(a) === colourOf(b);
const widthOf = (item: ViewItem): number | undefined => item.w;
const heightOf = (item: ViewItem): number | undefined => item.h;

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
  #known = new Map<string, ViewItem>();
  #heights: Map<string, number> | null = null;

  constructor(store: BoardStore, tell: (change: SceneChange) => void) {
    this.#store = store;
    this.hanging = new Hanging(store, (id) => this.at(id));
    this.#tell = () => undefined;
    this.#sync();
    this.#tell = tell;
    this.#stop = store.subscribe(() => this.#sync());
  }

  get count(): number {
    return this.#grid.size;
  }

  item(id: string): ViewItem | undefined {
    return this.#store.item(id);
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
    for (const [id, at] of places) {
      this.#held.set(id, at);
      this.#grid.put(id, { ...this.#store.item(id), ...at });
    }
    this.hanging.moved(places.keys());
    this.#tell({ moved: [...places.keys()], gone: [] });
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
    this.#tell({ moved: ids, gone: [] });
  }

  dispose(): void {
    this.#stop();
  }

  #sync(): void {
    const moved: string[] = [];
    const now = new Map<string, ViewItem>();
    for (const item of this.#store.items()) {
      const was = this.#known.get(item.id);
      now.set(item.id, item);
      if (was === item || (was && looksTheSame(was, item))) continue;
      moved.push(item.id);
      if (!this.#held.has(item.id)) this.#grid.put(item.id, item);
    }
    const gone = [...this.#known.keys()].filter((id) => !now.has(id));
    for (const id of gone) {
      this.#grid.remove(id);
      this.#held.delete(id);
    }
    this.#known = now;
    this.#heights = null;
    this.hanging.moved(moved);
    const linked = this.hanging.sync(this.#store.items());
    if (moved.length > 0 || gone.length > 0 || linked) this.#tell({ moved, gone });
  }
}

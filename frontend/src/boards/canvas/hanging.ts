/** What hangs on items, as the canvas sees it: the lines between them, and what belongs together. */

import type { BoardStore, ViewConnector, ViewItem } from '../sync';
import { around, grown, overlap, rectOf, UNITS, type Place, type Point, type Rect } from './geometry';
import { curve, distanceTo, extent, type Curve } from './links';

/** A group's ground reaches so far beyond its items. */
const AROUND = 20 * UNITS;

interface Drawn {
  readonly curve: Curve;
  readonly extent: Rect;
}

/** A connector that is in sight, and its line. */
export interface LinkInSight {
  readonly connector: ViewConnector;
  readonly curve: Curve;
}

export class Hanging {
  readonly #store: BoardStore;
  readonly #at: (id: string) => Required<Place> | undefined;
  readonly #drawn = new Map<string, Drawn>();
  readonly #byEnd = new Map<string, string[]>();
  #connectors: readonly ViewConnector[] = [];
  #groups = new Map<string, string[]>();
  #zones = new Map<string, string[]>();

  constructor(store: BoardStore, at: (id: string) => Required<Place> | undefined) {
    this.#store = store;
    this.#at = at;
  }

  /** Something changed in the store. Says whether connectors came, went or changed. */
  sync(): boolean {
    const now = this.#store.connectors();
    if (now === this.#connectors) return false;
    this.#connectors = now;
    this.#drawn.clear();
    this.#byEnd.clear();
    for (const { id, source, target } of now) for (const end of [source, target]) push(this.#byEnd, end, id);
    return true;
  }

  /** Of these items some belong elsewhere now. */
  regroup(items: readonly ViewItem[]): void {
    this.#groups = belonging(items, ({ group }) => group);
    this.#zones = belonging(items, ({ zone }) => zone);
  }

  /** The connectors that end at an item. */
  linksOf(id: string): readonly string[] {
    return this.#byEnd.get(id) ?? [];
  }

  /** These items lie elsewhere now. */
  moved(ids: Iterable<string>): void {
    for (const id of ids) for (const link of this.#byEnd.get(id) ?? []) this.#drawn.delete(link);
  }

  /** What belongs to a zone or a group: it goes where that goes. */
  members(id: string): readonly string[] {
    return [...(this.#groups.get(id) ?? []), ...(this.#zones.get(id) ?? [])];
  }

  /** The ground under each group that has anything, by the item that is its title. */
  *grounds(view: Rect): Generator<readonly [title: string, ground: Rect]> {
    for (const [title, ids] of this.#groups) {
      if (!this.#at(title)) continue;
      const places = [title, ...ids].flatMap((id) => this.#at(id) ?? []);
      const bounds = around(places);
      const ground = bounds && grown(bounds, AROUND);
      if (ground && overlap(ground, view)) yield [title, ground];
    }
  }

  *links(view: Rect): Generator<LinkInSight> {
    for (const connector of this.#connectors) {
      const drawn = this.#line(connector);
      if (drawn && overlap(drawn.extent, view)) yield { connector, curve: drawn.curve };
    }
  }

  /** These connectors, wherever they are. */
  linesOf(ids: ReadonlySet<string>): LinkInSight[] {
    return ids.size === 0 ? [] : this.#connectors.flatMap((connector) => {
      const drawn = ids.has(connector.id) ? this.#line(connector) : null;
      return drawn ? [{ connector, curve: drawn.curve }] : [];
    });
  }

  /** The connector nearest to a point, if it is at most so far. */
  linkAt(point: Point, within: number): string | null {
    let best: string | null = null;
    let least = within;
    const view = grown({ left: point.x, top: point.y, right: point.x, bottom: point.y }, within);
    for (const { connector, curve: line } of this.links(view)) {
      const far = distanceTo(line, point);
      if (far <= least) [best, least] = [connector.id, far];
    }
    return best;
  }

  /** The line of one connector. */
  lineOf(connector: ViewConnector): Curve | null {
    return this.#line(connector)?.curve ?? null;
  }

  /** From what was there first (`target`) to what relates to it (`source`). */
  #line(connector: ViewConnector): Drawn | null {
    const known = this.#drawn.get(connector.id);
    if (known) return known;
    const [from, to] = [this.#at(connector.target), this.#at(connector.source)];
    if (!from || !to) return null;
    const line = curve(rectOf(from), rectOf(to));
    const drawn = { curve: line, extent: grown(extent(line), 12 * UNITS) };
    this.#drawn.set(connector.id, drawn);
    return drawn;
  }
}

function belonging(items: readonly ViewItem[], to: (item: ViewItem) => string | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const item of items) {
    const whole = to(item);
    if (whole !== undefined) push(found, whole, item.id);
  }
  return found;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** What hands and keys do to notes: each gesture becomes one operation, if I may. */

import { above, between } from '../model/zorder';
import { byHeight } from '../model/ops';
import { NOTE_SIDE } from '../model/inverse';
import { isColoured, isSized } from '../model/kinds';
import type { Board, Colour, Reaction, Relation, Sized, ViewItem } from '../sync';
import { around, grown, PITCH, rounded, UNITS, type Place, type Point, type Rect } from './geometry';
import type { Line } from './ink';
import { writtenIn } from './language';
import { centred, freePlace, ownCorner, type Size } from './place';
import { may, mayTouch, type Touch } from './rights';

export const FIRST_COLOUR: Colour = 'yellow';

/** What the desk must know of the canvas. */
export interface DeskView {
  readonly within: (rect: Rect) => readonly string[];
  /** The middle of what everybody sees. */
  readonly middle: () => Point;
  /** The zone under a point, other than these. */
  readonly zoneAt: (point: Point, except?: ReadonlySet<string>) => string | null;
  readonly at: (id: string) => Required<Place> | undefined;
}

/** How large an item is; a note that nobody resized is as large as any. */
export const sizeOf = (item: ViewItem): Size => ({ w: item.w ?? NOTE_SIDE, h: item.h ?? NOTE_SIDE });

/** A picture that was uploaded, to be put on the board: its file, what it shows, its size there. */
export interface NewImage extends Size {
  readonly file: string;
  readonly alt: string;
}

/** What new texts, zones and titles measure, in board units. */
const TEXT_SIZE: Size = { w: 320 * UNITS, h: 96 * UNITS };
const ZONE_SIZE: Size = { w: 720 * UNITS, h: 480 * UNITS };
const TITLE_SIZE: Size = { w: 320 * UNITS, h: 44 * UNITS };
const TITLE_GAP = 16 * UNITS;
const AROUND = 32 * UNITS;
const ZONE_TITLE = 32 * UNITS;
const ZONE_COLOUR: Colour = 'grey';

export class Desk {
  readonly board: Board;
  readonly #view: DeskView;

  constructor(board: Board, view: DeskView) {
    this.board = board;
    this.#view = view;
  }

  mayAdd(): boolean {
    return may(this.board.about.get(), 'add_note');
  }

  mayTouch(id: string, op: Touch): boolean {
    const item = this.board.store.item(id);
    return item !== undefined && mayTouch(this.board.about.get(), item, op);
  }

  /** Puts a new note with its middle at `middle`; `null` where I may not. */
  add(middle: Point, colour: Colour, text = ''): string | null {
    return this.putAt(centred(middle), colour, text);
  }

  /** Puts a new note where there is room, near `middle`. */
  addNear(middle: Point, colour: Colour, text = ''): string | null {
    return this.putAt(this.free(centred(middle)), colour, text);
  }

  /** Puts a new note where there is room, when nobody looks at the canvas. */
  addAnywhere(colour: Colour, text: string): string | null {
    const wish = this.#middleOfMine();
    return wish && this.putAt(this.free(centred(wish)), colour, text);
  }

  /** Puts an uploaded picture where there is room, near `middle`; `null` where I may not. */
  addImage(picture: NewImage, middle = this.#middleOfMine()): string | null {
    const { w, h } = picture;
    return middle && this.putImage(picture, this.free({ ...centred(middle, picture), w, h }));
  }

  /** Puts an uploaded picture with its top left corner exactly there, into the zone there; `null` where I may not. */
  putImage({ file, alt, w, h }: NewImage, at: Point): string | null {
    if (!may(this.board.about.get(), 'add_image')) return null;
    const id = this.board.newId();
    this.board.do({ t: 'add_image', id, ...at, z: above(this.#top()), w, h, file, alt, ...this.zoneFor({ ...at, w, h }) });
    return id;
  }

  /** Moves items to these places, the whole gesture as one operation; they come to the front, and into the zones
   *  they are put down in. */
  moveTo(places: ReadonlyMap<string, Point>): void {
    let z = this.#top();
    const carried = new Set(places.keys());
    const moves = this.#mine(places.keys(), 'move_items')
      .sort(byHeight)
      .map((item) => {
        z = above(z);
        const to = rounded(places.get(item.id) ?? item);
        return { id: item.id, ...to, z: item.kind === 'zone' ? item.z : z, ...this.#zoneNow(item, to, carried) };
      });
    if (moves.length > 0) this.board.do({ t: 'move_items', moves });
  }

  /** The zone an item comes into (or leaves) at a place; nothing where it stays in the same, or is carried with its own. */
  #zoneNow(item: ViewItem, to: Point, carried: ReadonlySet<string>): { readonly zone?: string | null } {
    if (item.kind === 'zone' || (item.zone !== undefined && carried.has(item.zone))) return {};
    const { w, h } = sizeOf(item);
    const zone = this.#view.zoneAt({ x: to.x + w / 2, y: to.y + h / 2 });
    return zone === (item.zone ?? null) ? {} : { zone };
  }

  /** Lays items above all others, or below, in the order in which they lie; they stay where they are. */
  raise(ids: Iterable<string>, to: 'front' | 'back'): void {
    const items = this.#mine(ids, 'move_items').sort(byHeight);
    if (to === 'front') this.moveTo(new Map(items.map((item) => [item.id, item])));
    else {
      let z = this.board.store.items()[0]?.z ?? null;
      const moves = items.reverse().map(({ id, x, y }) => ({ id, x, y, z: (z = between(null, z)) }));
      if (moves.length > 0) this.board.do({ t: 'move_items', moves });
    }
  }

  /** Moves notes by a distance. */
  moveBy(ids: Iterable<string>, by: Point): void {
    const places = this.#mine(ids, 'move_items').map(({ id, x, y }) => [id, { x: x + by.x, y: y + by.y }] as const);
    this.moveTo(new Map(places));
  }

  colour(ids: Iterable<string>, colour: Colour): void {
    const items = this.#mine(ids, 'colour_items').filter((item) => isColoured(item) && item.colour !== colour);
    if (items.length > 0) this.board.do({ t: 'colour_items', ids: items.map(({ id }) => id), colour });
  }

  /** Deletes what I may delete; returns how many of them. */
  delete(ids: Iterable<string>): number {
    const items = this.#mine(ids, 'delete_items');
    if (items.length > 0) this.board.do({ t: 'delete_items', ids: items.map(({ id }) => id) });
    return items.length;
  }

  /** Brings deleted items back. */
  restore(ids: readonly string[]): void {
    if (ids.length > 0 && may(this.board.about.get(), 'restore_items')) this.board.do({ t: 'restore_items', ids });
  }

  /** Puts a new note exactly there, into the zone there or the one that is named; `null` where I may not. */
  putAt(at: Point, colour: Colour, text: string, zone?: string): string | null {
    if (!this.mayAdd()) return null;
    const id = this.board.newId();
    this.board.do({ t: 'add_note', id, ...at, z: above(this.#top()), colour, text, ...(zone === undefined ? this.zoneFor({ ...at, w: NOTE_SIDE, h: NOTE_SIDE }) : { zone }), ...writtenIn() });
    return id;
  }

  /** The zone that something put there comes into. */
  zoneFor({ x, y, w, h }: Point & Size): { readonly zone?: string } {
    const zone = this.#view.zoneAt({ x: x + w / 2, y: y + h / 2 });
    return zone === null ? {} : { zone };
  }

  // ------------------------------------------------------------------- other kinds

  /** Puts free text with its middle there; `null` where I may not. */
  addText(middle: Point, text = ''): string | null {
    if (!may(this.board.about.get(), 'add_text')) return null;
    const id = this.board.newId();
    const at = centred(middle, TEXT_SIZE);
    this.board.do({ t: 'add_text', id, ...at, z: above(this.#top()), ...TEXT_SIZE, text, ...this.zoneFor({ ...at, ...TEXT_SIZE }), ...writtenIn() });
    return id;
  }

  /** Draws a zone with its middle there, or over a rectangle. */
  addZone(where: Point | Rect, colour: Colour = ZONE_COLOUR, text = ''): string | null {
    if (!may(this.board.about.get(), 'add_zone')) return null;
    const id = this.board.newId();
    const frame = 'left' in where ? { x: where.left, y: where.top, w: where.right - where.left, h: where.bottom - where.top } : { ...centred(where, ZONE_SIZE), ...ZONE_SIZE };
    this.board.do({ t: 'add_zone', id, ...frame, z: above(this.#top()), colour, text });
    return id;
  }

  /** Draws a zone around items, which come into it; `null` without any. */
  addZoneAround(ids: Iterable<string>): string | null {
    const items = this.#mine(ids, 'move_items').filter(({ kind }) => kind !== 'zone');
    const bounds = around(items.map((item) => ({ ...item, ...this.#view.at(item.id) })));
    if (!bounds) return null;
    const { left, top, right, bottom } = grown(bounds, AROUND);
    return this.board.gesture(() => {
      const zone = this.addZone({ left, top: top - ZONE_TITLE, right, bottom });
      if (zone !== null) this.board.do({ t: 'move_items', moves: items.map(({ id, x, y, z }) => ({ id, x, y, z, zone })) });
      return zone;
    });
  }

  /** Puts a title over items; they belong together from now on. `null`: there is nothing to put together. */
  cluster(ids: Iterable<string>, text = ''): string | null {
    const items = this.#mine(ids, 'group_items').filter(({ kind }) => kind !== 'zone' && kind !== 'cluster');
    const bounds = around(items.map((item) => ({ ...item, ...this.#view.at(item.id) })));
    if (!bounds || !may(this.board.about.get(), 'add_cluster')) return null;
    const id = this.board.newId();
    const at = { x: bounds.left, y: bounds.top - TITLE_GAP - TITLE_SIZE.h };
    this.board.do({ t: 'add_cluster', id, ...at, z: above(this.#top()), ...TITLE_SIZE, ids: items.map((item) => item.id), text });
    return id;
  }

  /** Takes items out of their group. */
  ungroup(ids: Iterable<string>): void {
    const items = this.#mine(ids, 'group_items').filter(({ group }) => group !== undefined);
    if (items.length > 0) this.board.do({ t: 'group_items', ids: items.map(({ id }) => id), group: null });
  }

  addStroke(line: Line, colour: Colour, weight: number): string | null {
    if (!may(this.board.about.get(), 'add_stroke')) return null;
    const id = this.board.newId();
    this.board.do({ t: 'add_stroke', id, ...line, z: above(this.#top()), colour, weight, text: '' });
    return id;
  }

  /** Says what `source` is to `target`; `null` where I may not, or it is said already. */
  connect(source: string, target: string, relation: Relation = 'builds_on'): string | null {
    const said = this.board.store.connectors().some((each) => each.source === source && each.target === target && each.relation === relation);
    if (said || source === target || !may(this.board.about.get(), 'add_connector')) return null;
    const id = this.board.newId();
    this.board.do({ t: 'add_connector', id, source, target, relation, text: '' });
    return id;
  }

  /** A new note that builds on another: at a point, or beside it where there is room. One gesture. */
  addChild(parent: string, colour: Colour, at?: Point): string | null {
    const from = this.#view.at(parent);
    if (!from) return null;
    return this.board.gesture(() => {
      const beside = { x: from.x + from.w + (PITCH - NOTE_SIDE) * 3, y: from.y };
      const child = at ? this.putAt(at, colour, '') : this.putAt(this.free(beside), colour, '');
      if (child !== null) this.connect(child, parent);
      return child;
    });
  }

  relate(link: string, relation: Relation): void {
    if (may(this.board.about.get(), 'relate_items')) this.board.do({ t: 'relate_items', ids: [link], relation });
  }

  mayDeleteLink(id: string): boolean {
    const link = this.board.store.hanging(id);
    const about = this.board.about.get();
    const hers = about?.you.role === 'facilitator' || link?.author === about?.you.person;
    return link !== undefined && hers && may(about, 'delete_items');
  }

  /** Deletes a connector; whether I might. */
  deleteLink(id: string): boolean {
    if (!this.mayDeleteLink(id)) return false;
    this.board.do({ t: 'delete_items', ids: [id] });
    return true;
  }

  resize(sizes: readonly Sized[]): void {
    const mine = sizes.filter(({ id }) => this.mayTouch(id, 'resize_items') && this.#sized(id));
    if (mine.length > 0) this.board.do({ t: 'resize_items', sizes: mine });
  }

  /** Locks items, or unlocks them. */
  lock(ids: Iterable<string>, locked: boolean): void {
    const items = this.#mine(ids, 'lock_items').filter((item) => (item.locked !== undefined) !== locked);
    if (items.length > 0) this.board.do({ t: 'lock_items', ids: items.map(({ id }) => id), locked });
  }

  react(id: string, reaction: Reaction, on: boolean): void {
    if (may(this.board.about.get(), 'react')) this.board.do({ t: 'react', id, reaction, on });
  }

  /** Says something about an item, or answers a comment on it. */
  comment(on: string, words: string, answers?: string): void {
    const text = words.trim();
    if (text !== '') this.board.do({ t: 'add_comment', id: this.board.newId(), on, text, ...(answers !== undefined && { answers }), ...writtenIn() });
  }

  #sized(id: string): boolean {
    const item = this.board.store.item(id);
    return item !== undefined && isSized(item);
  }

  /** The middle of where my writing goes when nobody looks at the canvas. */
  #middleOfMine(): Point | null {
    const about = this.board.about.get();
    if (!about) return null;
    const middle = this.#view.middle();
    return about.mode === 'silent' ? ownCorner(about.you.person, middle) : middle;
  }

  /** A key of height above all. */
  top(): string {
    return above(this.#top());
  }

  /** The free place nearest to a wish. */
  free(wish: Place): Point {
    return freePlace(wish, (rect) => this.#view.within(rect).length > 0);
  }

  #top(): string | null {
    return this.board.store.items().at(-1)?.z ?? null;
  }

  #mine(ids: Iterable<string>, op: Touch): ViewItem[] {
    return [...ids].flatMap((id) => {
      const item = this.board.store.item(id);
      return item && this.mayTouch(id, op) ? [item] : [];
    });
  }
}

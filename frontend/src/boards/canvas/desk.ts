/** What hands and keys do to notes: each gesture becomes one operation, if I may. */

import { above } from '../model/zorder';
import { byHeight } from '../model/ops';
import type { Board, Colour, ViewItem } from '../sync';
import { rounded, type Place, type Point, type Rect } from './geometry';
import { centred, freePlace, ownCorner, type Size } from './place';
import { may, mayTouch, type Touch } from './rights';

export const FIRST_COLOUR: Colour = 'yellow';

/** What the desk must know of the canvas. */
export interface DeskView {
  readonly within: (rect: Rect) => readonly string[];
  /** The middle of what everybody sees. */
  readonly middle: () => Point;
}

/** A picture that was uploaded, to be put on the board: its file, what it shows, its size there. */
export interface NewImage extends Size {
  readonly file: string;
  readonly alt: string;
}

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
    return this.putAt(this.#free(centred(middle)), colour, text);
  }

  /** Puts a new note where there is room, when nobody looks at the canvas. */
  addAnywhere(colour: Colour, text: string): string | null {
    const wish = this.#middleOfMine();
    return wish && this.putAt(this.#free(centred(wish)), colour, text);
  }

  /** Puts an uploaded picture where there is room, near `middle`; `null` where I may not. */
  addImage(picture: NewImage, middle = this.#middleOfMine()): string | null {
    if (middle === null || !may(this.board.about.get(), 'add_image')) return null;
    const { file, alt, w, h } = picture;
    const id = this.board.newId();
    const at = this.#free({ ...centred(middle, picture), w, h });
    this.board.do({ t: 'add_image', id, ...at, z: above(this.#top()), w, h, file, alt });
    return id;
  }

  /** Moves notes to these places, the whole gesture as one operation; they come to the front. */
  moveTo(places: ReadonlyMap<string, Point>): void {
    let z = this.#top();
    const moves = this.#mine(places.keys(), 'move_items')
      .sort(byHeight)
      .map((item) => {
        z = above(z);
        return { id: item.id, ...rounded(places.get(item.id) ?? item), z };
      });
    if (moves.length > 0) this.board.do({ t: 'move_items', moves });
  }

  /** Moves notes by a distance. */
  moveBy(ids: Iterable<string>, by: Point): void {
    const places = this.#mine(ids, 'move_items').map(({ id, x, y }) => [id, { x: x + by.x, y: y + by.y }] as const);
    this.moveTo(new Map(places));
  }

  colour(ids: Iterable<string>, colour: Colour): void {
    const items = this.#mine(ids, 'colour_items').filter((item) => item.kind === 'note' && item.colour !== colour);
    if (items.length > 0) this.board.do({ t: 'colour_items', ids: items.map(({ id }) => id), colour });
  }

  /** Deletes what I may delete; returns how many of them. */
  delete(ids: Iterable<string>): number {
    const items = this.#mine(ids, 'delete_items');
    if (items.length > 0) this.board.do({ t: 'delete_items', ids: items.map(({ id }) => id) });
    return items.length;
  }

  /** Puts a new note exactly there; `null` where I may not. */
  putAt(at: Point, colour: Colour, text: string): string | null {
    if (!this.mayAdd()) return null;
    const id = this.board.newId();
    this.board.do({ t: 'add_note', id, ...at, z: above(this.#top()), colour, text });
    return id;
  }

  /** The middle of where my writing goes when nobody looks at the canvas. */
  #middleOfMine(): Point | null {
    const about = this.board.about.get();
    if (!about) return null;
    const middle = this.#view.middle();
    return about.mode === 'silent' ? ownCorner(about.you.person, middle) : middle;
  }

  #free(wish: Place): Point {
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

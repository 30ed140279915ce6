/** The canvas without React: what is looked at, chosen, edited and held, and the tools on top of it. */

import { Value } from '../model/value';
import type { Board, Colour, ViewItem } from '../sync';
import { fitted, panned, seen, showing, toBoard, zoomedTo, ZOOM_MAX, ZOOM_STEP, type Camera, type Insets } from './camera';
import { Desk, FIRST_COLOUR, type NewImage } from './desk';
import { around, PITCH, rectOf, type Place, type Point, type Rect, type Size } from './geometry';
import { neighbour } from './neighbour';
import type { PaintedStroke } from './paint';
import { Scene } from './scene';
import type { GuideLine } from './snapping';
import { Stage, type StageElements } from './stage';

/** What the pointer does where nothing lies. */
export type Tool = 'choose' | 'hand' | 'pen';

/** A connector on its way: from an item to a point of the board, or to an item there. */
export interface Reaching {
  readonly from: string;
  readonly to: Point;
  readonly onto: string | null;
}

/** What is drawn while a hand carries things: what they line up with, and where copies will lie. */
export interface Guides {
  readonly lines: readonly GuideLine[];
  /** Frames of what will be there. */
  readonly ghosts: readonly Required<Place>[];
}

export const NO_GUIDES: Guides = { lines: [], ghosts: [] };

/** Files of pictures, by the files they are copies of. */
export type Files = ReadonlyMap<string, string>;

export type SendAnew = (files: ReadonlySet<string>) => Promise<Files>;

const NONE: ReadonlySet<string> = new Set();
/** A template stands so far from what is there. */
const BESIDE = PITCH / 2;
const START: Camera = { x: 0, y: 0, zoom: 1 };
/** Below this a note that is edited or reached by keys is brought nearer. */
const LEGIBLE = 0.6;

export class Engine {
  readonly board: Board;
  readonly scene: Scene;
  readonly stage: Stage;
  readonly desk: Desk;
  readonly camera = new Value<Camera>(START);
  readonly selection = new Value<ReadonlySet<string>>(NONE);
  /** The bar of what is chosen was asked for, even of one; taps choose more, until nothing is chosen. */
  readonly gathering = new Value(false);
  readonly editing = new Value<string | null>(null);
  readonly mounted = new Value<readonly string[]>([]);
  /** The colour of the next note. */
  readonly colour = new Value<Colour>(FIRST_COLOUR);
  /** The rectangle being drawn to select, on the screen. */
  readonly marquee = new Value<Rect | null>(null);
  /** What a drag lines up with, and where copies will lie. */
  readonly guides = new Value<Guides>(NO_GUIDES);
  /** The connector that is chosen; then nothing else is. */
  readonly link = new Value<string | null>(null);
  /** The line this hand is drawing. */
  readonly ink = new Value<PaintedStroke | null>(null);
  /** What a drag on the paper does. */
  readonly tool = new Value<Tool>('choose');
  /** A pen was used on this board: fingers and palms move the board, and draw nothing. */
  readonly penSeen = new Value(false);
  /** A connector being drawn, until it is let go. */
  readonly reaching = new Value<Reaching | null>(null);
  /** The item whose comments are open beside the board. */
  readonly discussing = new Value<string | null>(null);
  /** The item whose history is open, in place of comments. */
  readonly recalling = new Value<string | null>(null);
  /** The item that is being flagged for the facilitator. */
  readonly flagging = new Value<string | null>(null);
  /** The choice of templates is open. */
  readonly choosing = new Value(false);
  /** Notes to be deleted, once the question is answered. */
  readonly removing = new Value<readonly string[] | null>(null);
  /** What I deleted last of my own. */
  readonly removed = new Value<readonly ViewItem[]>([]);
  /** A hand holds notes or the board. */
  readonly grip = new Value<'none' | 'notes' | 'board'>('none');
  /** Gives each of these pictures a file of its own. The page knows how; the canvas knows no network. */
  readonly sendAnew = new Value<SendAnew>(() => Promise.resolve(new Map()));
  #insets: Insets = { top: 24, right: 24, bottom: 96, left: 24 };
  #size: Size = { width: 0, height: 0 };
  #viewport: HTMLElement | null = null;
  /** Where the pointer is on the screen, if it is over the canvas. */
  #pointer: Point | null = null;
  #looked = false;

  constructor(board: Board) {
    this.board = board;
    this.scene = new Scene(board.store, (change) => {
      if (change.gone.length > 0) this.#forget(change.gone);
      this.stage.sceneChanged(change);
      if (!this.#looked) this.#lookFirst();
    });
    this.stage = new Stage(this.scene, {
      camera: this.camera.get,
      size: () => this.#size,
      selected: (id) => this.selection.get().has(id),
      link: this.link.get,
      ink: this.ink.get,
      reaching: this.reaching.get,
      kept: () => this.#kept(),
      mounted: this.mounted,
    });
    this.desk = new Desk(board, this.scene);
    for (const looks of [this.link, this.reaching]) looks.subscribe(() => this.stage.refresh());
    this.selection.subscribe(() => board.choose(this.selection.get()));
    this.ink.subscribe(() => this.stage.inked());
  }

  attach(elements: StageElements): void {
    this.#viewport = elements.viewport;
    this.#measure();
    this.stage.attach(elements);
    this.#lookFirst();
  }

  detach(): void {
    this.#viewport = null;
    this.stage.detach();
  }

  dispose(): void {
    this.detach();
    this.scene.dispose();
  }

  /** What bars cover at the edges of the canvas. */
  cover(insets: Insets): void {
    this.#insets = insets;
  }

  resized(): void {
    this.#measure();
    this.stage.resized();
    this.#lookFirst();
  }

  // -------------------------------------------------------------------------- looking

  look(camera: Camera): void {
    this.#looked = true;
    if (camera === this.camera.get()) return;
    this.camera.set(camera);
    this.stage.cameraMoved();
  }

  pan(dx: number, dy: number): void {
    this.look(panned(this.camera.get(), dx, dy));
  }

  /** Zooms by a factor, at a point on the screen or in the middle. */
  zoomBy(factor: number, at: Point = this.#middle()): void {
    this.look(zoomedTo(this.camera.get(), at, this.camera.get().zoom * factor));
  }

  zoomIn = (): void => this.zoomBy(ZOOM_STEP);
  zoomOut = (): void => this.zoomBy(1 / ZOOM_STEP);

  zoomTo(zoom: number): void {
    this.look(zoomedTo(this.camera.get(), this.#middle(), zoom));
  }

  fitAll = (): void => this.fit(this.scene.bounds());

  /** Shows all of a part of the board; its middle where there is none. */
  fit(bounds: Rect | null, most = 1): void {
    if (this.#size.width === 0) return;
    if (bounds) this.look(fitted(bounds, this.#size, this.#insets, most));
    else this.look({ x: this.#size.width / 2, y: this.#size.height / 2, zoom: 1 });
  }

  /** The part of the board that is on the screen. */
  view(): Rect {
    return seen(this.camera.get(), this.#size);
  }

  /** The part of it that no bar covers. */
  free(): Rect {
    const { top, right, bottom, left } = this.#insets;
    const from = toBoard(this.camera.get(), { x: left, y: top });
    const to = toBoard(this.camera.get(), { x: this.#size.width - right, y: this.#size.height - bottom });
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }

  /** How to look so that a part of the board fills what is free; `null` where nothing is shown. */
  cameraFor(part: Rect): Camera | null {
    return this.#size.width === 0 ? null : fitted(part, this.#size, this.#insets, ZOOM_MAX);
  }

  /** Notes came from all sides: shows them, unless hands are busy here. */
  revealed(): void {
    if (this.editing.get() === null && this.grip.get() === 'none') this.fitAll();
    if (document.activeElement === document.body) this.focus(null);
  }

  /** Brings a note into sight, and near enough to be read. */
  show(id: string, legible = false): void {
    const at = this.scene.at(id);
    if (!at || this.#size.width === 0) return;
    let camera = this.camera.get();
    if (legible && camera.zoom < LEGIBLE) camera = zoomedTo(camera, this.#middle(), 1);
    this.look(showing(camera, rectOf(at), this.#size, this.#insets));
  }

  /** The middle of what is seen, in board units. */
  middle(): Point {
    return toBoard(this.camera.get(), this.#middle());
  }

  /** A point of the window in board units. */
  boardPoint(client: Point): Point {
    return toBoard(this.camera.get(), this.screenPoint(client));
  }

  /** A point of the window on the canvas. */
  screenPoint({ x, y }: Point): Point {
    const box = this.#viewport?.getBoundingClientRect();
    return { x: x - (box?.left ?? 0), y: y - (box?.top ?? 0) };
  }

  /** The pointer is here (on the canvas, in CSS pixels) or gone; others see it. */
  pointed(at: Point | null): void {
    this.#pointer = at;
    const item = this.editing.get();
    if (at) {
      const where = toBoard(this.camera.get(), at);
      this.board.presence({ x: Math.round(where.x), y: Math.round(where.y), ...(item !== null && { item }) });
    } else this.board.presence(item === null ? null : { item });
  }

  // ------------------------------------------------------------------------- choosing

  select(ids: Iterable<string>): void {
    const next = new Set(ids);
    const was = this.selection.get();
    if (next.size === was.size && [...next].every((id) => was.has(id))) return;
    this.selection.set(next.size === 0 ? NONE : next);
    if (next.size > 0) this.link.set(null);
    else this.gathering.set(false);
    this.stage.refresh();
  }

  toggle(id: string): void {
    const next = new Set(this.selection.get());
    if (!next.delete(id)) next.add(id);
    this.select(next);
  }

  /** Chooses the note that lies next in a direction; the first in sight where none is chosen. */
  step(dx: number, dy: number): void {
    const [current] = this.selection.get();
    const at = current === undefined ? undefined : this.scene.at(current);
    const next = current !== undefined && at ? neighbour({ id: current, ...at }, dx, dy, this.scene.placed()) : this.#nearestToMiddle();
    if (next !== null) this.choose(next);
  }

  /** Chooses one note, shows it and gives it the keyboard. */
  choose(id: string): void {
    this.select([id]);
    this.show(id, true);
    this.focus(id);
  }

  /** Gives a note the keyboard, at once if it is an element; the canvas has it where it will be none. */
  focus(id: string | null): void {
    if (id === null) this.#viewport?.focus({ preventScroll: true });
    else if (!this.#focusNote(id)) {
      requestAnimationFrame(() => {
        if (!this.#focusNote(id)) this.focus(null);
      });
    }
  }

  #focusNote(id: string): boolean {
    const element = this.stage.element(id);
    element?.focus({ preventScroll: true });
    return element !== undefined && document.activeElement === element;
  }

  /** Chooses a connector, and nothing else. */
  chooseLink(id: string | null): void {
    if (id !== null) this.select([]);
    this.link.set(id);
  }

  // -------------------------------------------------------------------------- writing

  edit(id: string): void {
    if (!this.desk.mayTouch(id, 'edit_text')) return;
    this.select([id]);
    this.show(id, true);
    this.stage.ensure(id);
    this.editing.set(id);
    this.board.presence({ item: id });
    this.stage.refresh();
  }

  leaveEditing(refocus = true): void {
    const id = this.editing.get();
    if (id === null) return;
    this.editing.set(null);
    this.pointed(this.#pointer);
    if (refocus) this.focus(id);
  }

  /** A new note at a point of the board, ready to be written in. */
  addAt(point: Point): void {
    this.#looked = true;
    const id = this.desk.add(point, this.colour.get());
    if (id !== null) this.edit(id);
  }

  /** A new note under the pointer, or in the middle of what is seen. */
  addHere = (): void => {
    if (this.#pointer) {
      this.addAt(toBoard(this.camera.get(), this.#pointer));
      return;
    }
    this.addInMiddle();
  };

  addInMiddle = (): void => {
    this.#looked = true;
    const id = this.desk.addNear(this.middle(), this.colour.get());
    if (id !== null) this.edit(id);
  };

  /** Puts an uploaded picture into the middle of what is seen; where my writing goes if nothing is. */
  addImage(picture: NewImage): string | null {
    if (!this.#viewport) return this.desk.addImage(picture);
    this.#looked = true;
    const id = this.desk.addImage(picture, this.middle());
    if (id !== null) this.choose(id);
    return id;
  }

  /** A new note that builds on the chosen one, beside it, ready to be written in; of two, the second builds on the first. */
  addBuildingOn = (id: string | undefined = [...this.selection.get()][0]): void => {
    if (id === undefined) return;
    const [first, second, third] = this.selection.get();
    if (first !== undefined && second !== undefined && third === undefined) {
      this.chooseLink(this.desk.connect(second, first));
      return;
    }
    const child = this.desk.addChild(id, this.colour.get());
    if (child !== null) this.edit(child);
  };

  /** Free text, a zone or a title for what is chosen, ready to be written in. */
  addText = (): void => this.#written(this.desk.addText(this.middle()));
  /** Around what is chosen, which comes into it; else in the middle of what is seen. */
  addZone = (): void => this.#written(this.desk.addZoneAround(this.selection.get()) ?? this.desk.addZone(this.middle()));
  addCluster = (): void => this.#written(this.desk.cluster(this.selection.get()));

  #written(id: string | null): void {
    this.#looked = true;
    if (id !== null) this.edit(id);
  }

  /** Draws zones beside what is there, as one gesture, and shows them; `make` lays them out around a middle. */
  addTemplate(make: (middle: Point) => readonly (Rect & { readonly colour: Colour; readonly text: string })[]): void {
    const bounds = this.scene.bounds();
    const here = { x: 0, y: 0 };
    const wide = around(make(here).map(({ left, top, right, bottom }) => ({ x: left, y: top, w: right - left, h: bottom - top })));
    const middle = bounds && wide ? { x: bounds.right + BESIDE - wide.left, y: (bounds.top + bounds.bottom) / 2 } : here;
    this.board.gesture(() => make(middle).forEach((zone) => this.desk.addZone(zone, zone.colour, zone.text)));
    this.fitAll();
    this.focus(null);
  }

  /** Opens what is said about the chosen item, or closes it. */
  discuss = (): void => {
    const [id = null] = this.selection.get();
    this.discussing.set(this.discussing.get() === id ? null : id);
  };

  undo = (): void => void this.board.undo();
  redo = (): void => void this.board.redo();

  deleteSelected = (): void => {
    const link = this.link.get();
    if (link === null) this.remove(this.selection.get());
    else if (this.desk.deleteLink(link)) this.link.set(null);
  };

  /** Deletes what I may; asks first where it is more than one note of my own. */
  remove(ids: Iterable<string>): void {
    const mine = [...ids].filter((id) => this.desk.mayTouch(id, 'delete_items'));
    if (mine.length === 0) return;
    const [only] = mine;
    const own = mine.length === 1 && only !== undefined && this.scene.item(only)?.author === this.board.about.get()?.you.person;
    if (own) this.removeNow(mine);
    else this.removing.set(mine);
  }

  /** Deletes without asking; what I wrote myself can be put back. */
  removeNow(ids: readonly string[]): void {
    const me = this.board.about.get()?.you.person;
    const items = ids.flatMap((id) => this.scene.item(id) ?? []);
    const onCanvas = ids.some((id) => this.stage.element(id)?.contains(document.activeElement));
    this.removing.set(null);
    if (this.desk.delete(ids) === 0) return;
    this.removed.set(items.filter((item) => item.author === me));
    if (onCanvas) this.focus(null);
  }

  /** Brings back what was deleted last. */
  putBack(): void {
    this.desk.restore(this.removed.get().map(({ id }) => id));
    this.removed.set([]);
  }

  /** Colours what is selected, and the next note. */
  paintWith(colour: Colour): void {
    this.colour.set(colour);
    this.desk.colour(this.selection.get(), colour);
  }

  // --------------------------------------------------------------------------- inside

  /** Once, as soon as there is a screen: all notes if there are any, else the middle of the board. */
  #lookFirst(): void {
    if (this.#looked || this.#size.width === 0) return;
    this.fitAll();
    this.#looked = this.scene.count > 0;
  }

  #measure(): void {
    const viewport = this.#viewport;
    if (viewport) this.#size = { width: viewport.clientWidth, height: viewport.clientHeight };
  }

  #middle(): Point {
    const { width, height } = this.#size;
    const { top, right, bottom, left } = this.#insets;
    return { x: left + (width - left - right) / 2, y: top + (height - top - bottom) / 2 };
  }

  #nearestToMiddle(): string | null {
    const middle = this.middle();
    let best: string | null = null;
    let least = Infinity;
    for (const { id, x, y } of this.scene.placed()) {
      const far = Math.hypot(x - middle.x, y - middle.y);
      if (far < least) [best, least] = [id, far];
    }
    return best;
  }

  *#kept(): Generator<string> {
    const editing = this.editing.get();
    if (editing !== null && this.scene.at(editing)) yield editing;
    const [first] = this.selection.get();
    if (first !== undefined && this.scene.at(first)) yield first;
  }

  #forget(gone: readonly string[]): void {
    // What had the keyboard is gone: the canvas has it, or no key would be heard any more.
    if (gone.some((id) => this.stage.element(id)?.contains(document.activeElement))) this.focus(null);
    const left = [...this.selection.get()].filter((id) => !gone.includes(id));
    this.select(left);
    const editing = this.editing.get();
    if (editing !== null && gone.includes(editing)) this.leaveEditing(false);
  }
}

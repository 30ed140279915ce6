/**
 * The elements of the canvas and the frames that move them. React is told which notes to mount; where
 * they are and where one looks is written straight to the elements.
 */

import { colourOf } from '../model/kinds';
import type { ViewItem } from '../sync';
import type { Value } from '../model/value';
import { seen, type Camera } from './camera';
import { grown, NOTE, rectOf, UNITS, type Point, type Rect, type Size } from './geometry';
import type { LinkInSight } from './hanging';
import { curve, curveTo } from './links';
import { mounting } from './mounting';
import {
  paint, paintGrounds, paintLinks, paintStrokes, readPalette, sizeCanvas, wipe,
  type Ground, type Painted, type PaintedLink, type PaintedStroke, type Palette,
} from './paint';
import { layPaper } from './paper';
import type { Scene, SceneChange } from './scene';

/** Below this zoom no text could be read: one canvas draws everything. */
export const FAR = 0.3;
/** More notes in sight than this are drawn, not mounted. */
const CROWD = 600;
const MARGIN = 120;
const NEAR = 900;
const SETTLED_MS = 140;

type StrokeView = Extract<ViewItem, { kind: 'stroke' }>;

/** What is painted each in its own way: sheets where they are not elements (yet). */
function sortedOut(items: readonly ViewItem[]) {
  const zones: ViewItem[] = [];
  const strokes: StrokeView[] = [];
  const sheets: ViewItem[] = [];
  for (const item of items) {
    if (item.kind === 'zone') zones.push(item);
    else if (item.kind === 'stroke') strokes.push(item);
    else if (item.kind === 'note' || item.kind === 'image') sheets.push(item);
  }
  return { zones, strokes, sheets };
}

export interface StageElements {
  readonly viewport: HTMLElement;
  /** The paper, and what lies on it behind the notes. */
  readonly canvas: HTMLCanvasElement;
  /** Before the notes: what was drawn by hand. */
  readonly front: HTMLCanvasElement;
  readonly world: HTMLElement;
  /** Pointers of others: moves with the world, keeps its size. */
  readonly above: HTMLElement;
}

export interface StageInput {
  readonly camera: () => Camera;
  readonly size: () => Size;
  readonly selected: (id: string) => boolean;
  /** The connector that is chosen. */
  readonly link: () => string | null;
  /** A connector being drawn by this hand. */
  readonly reaching: () => { readonly from: string; readonly to: Point; readonly onto: string | null } | null;
  /** A line being drawn by this hand. */
  readonly ink: () => PaintedStroke | null;
  /** Notes mounted wherever they are. */
  readonly kept: () => Iterable<string>;
  readonly mounted: Value<readonly string[]>;
}

export class Stage {
  readonly #scene: Scene;
  readonly #input: StageInput;
  readonly #notes = new Map<string, HTMLElement>();
  #elements: StageElements | null = null;
  #palette: Palette | null = null;
  #frame = 0;
  #settle = 0;
  #movedAt = -Infinity;
  readonly #painted = new Set<'back' | 'front'>();
  /** Where everything was put last. */
  #looked: Camera | null = null;
  #restack = true;

  constructor(scene: Scene, input: StageInput) {
    this.#scene = scene;
    this.#input = input;
  }

  attach(elements: StageElements): void {
    this.#elements = elements;
    this.resized();
  }

  detach(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#frame = 0;
    this.#elements = null;
  }

  /** A note's element came; returns what to call when it goes. */
  adopt(id: string, element: HTMLElement): () => void {
    this.#notes.set(id, element);
    this.#placeNote(id);
    this.#restack = true;
    this.refresh();
    return () => {
      if (this.#notes.get(id) === element) this.#notes.delete(id);
    };
  }

  /** Makes a note an element at once, so that it can take the keyboard before the next key. */
  ensure(id: string): void {
    if (this.#elements) this.#elements.world.hidden = false;
    const mounted = this.#input.mounted.get();
    if (!mounted.includes(id)) this.#input.mounted.set([...mounted, id]);
  }

  element(id: string): HTMLElement | undefined {
    return this.#notes.get(id);
  }

  /** The camera moved: drawn in the next frame, mounting goes on in small portions. */
  cameraMoved(): void {
    this.#movedAt = performance.now();
    this.refresh();
  }

  sceneChanged({ moved }: SceneChange): void {
    for (const id of moved) this.#placeNote(id);
    this.#restack = true;
    this.refresh();
  }

  /** The colours of the page changed. */
  repaint(): void {
    this.#palette = this.#looked = null;
    this.refresh();
  }

  resized(): void {
    const elements = this.#elements;
    if (!elements) return;
    for (const canvas of [elements.canvas, elements.front]) sizeCanvas(canvas, this.#input.size(), devicePixelRatio);
    this.#looked = null;
    // An opaque canvas that was given a size is black until something is drawn.
    this.#palette ??= readPalette(elements.canvas);
    layPaper(elements.canvas, this.#input.camera(), devicePixelRatio, this.#palette.paper);
    this.refresh();
  }

  refresh(): void {
    if (this.#frame !== 0 || !this.#elements) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const elements = this.#elements;
    if (!elements) return;
    const camera = this.#input.camera();
    const view = seen(camera, this.#input.size());
    const moving = performance.now() - this.#movedAt < SETTLED_MS;
    // The paper lies behind, and goes along with the board.
    if (this.#look(elements, camera, moving)) this.#painted.add('back');
    const inSight = this.#scene.within(grown(view, (MARGIN * UNITS) / camera.zoom));
    const far = camera.zoom < FAR || inSight.length > CROWD;
    elements.world.hidden = far;
    const pending = far ? false : this.#mount(inSight, view, moving);
    this.#paint(elements, camera, grown(view, (MARGIN * UNITS) / camera.zoom), inSight, far, pending);
    if (this.#restack) this.#stack();
    if (moving) this.#again();
  }

  /** One more frame when the camera has come to rest. */
  #again(): void {
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => this.refresh(), SETTLED_MS);
  }

  /** Puts everything where this camera sees it; whether it is another camera than before. */
  #look({ world, above }: StageElements, camera: Camera, moving: boolean): boolean {
    const was = this.#looked;
    const { x, y, zoom } = camera;
    // A layer of its own is pushed along as it is. While one zooms, and at rest, notes are drawn straight to the screen.
    const layer = moving && was?.zoom === zoom ? ' translateZ(0)' : '';
    world.style.transform = `translate(${x}px, ${y}px) scale(${zoom})${layer}`;
    if (was === camera) return false;
    this.#looked = camera;
    above.style.transform = `translate(${x}px, ${y}px) scale(${zoom})`;
    if (was?.zoom !== zoom) above.style.setProperty('--same-size', String(1 / zoom));
    return true;
  }

  #mount(inSight: readonly string[], view: Rect, moving: boolean): boolean {
    const around = grown(view, NEAR * UNITS);
    const near = (id: string): boolean => {
      const at = this.#scene.at(id);
      return at !== undefined && at.x > around.left && at.x < around.right && at.y > around.top && at.y < around.bottom;
    };
    const { mounted } = this.#input;
    const alive = mounted.get().filter((id) => this.#scene.at(id));
    const next = mounting({
      mounted: alive.length === mounted.get().length ? mounted.get() : alive,
      wanted: new Set(inSight),
      near,
      kept: this.#input.kept(),
      moving,
    });
    mounted.set(next.mounted);
    if (next.pending) this.refresh();
    return next.pending;
  }

  /** What lies behind the notes (grounds and connectors, and from afar everything), and what was drawn by hand before them. */
  #paint(elements: StageElements, camera: Camera, view: Rect, inSight: readonly string[], far: boolean, pending: boolean): void {
    const mounted = new Set(far ? [] : this.#input.mounted.get());
    const sorted = sortedOut(inSight.flatMap((id) => this.#scene.item(id) ?? []));
    const missing = far || pending ? sorted.sheets.filter(({ id }) => !mounted.has(id)).map(({ id }) => id) : [];
    const links = [...this.#scene.hanging.links(view)];
    const grounds = this.#grounds(sorted.zones, view, far);
    this.#layer('back', elements.canvas, camera, missing.length + links.length + grounds.length > 0 || this.#input.reaching() !== null, (palette) => {
      const canvas = elements.canvas;
      paintGrounds(canvas, camera, devicePixelRatio, grounds, palette);
      paintLinks(canvas, camera, devicePixelRatio, this.#linked(links), palette);
      paint(canvas, camera, devicePixelRatio, this.#drawn(missing), palette);
    });
    const ink = this.#input.ink();
    this.#layer('front', elements.front, camera, sorted.strokes.length > 0 || ink !== null, (palette) => {
      paintStrokes(elements.front, camera, devicePixelRatio, [...this.#inked(sorted.strokes), ...(ink ? [ink] : [])], palette);
    });
  }

  /** Draws a layer anew; one that has nothing and had nothing is left alone, the one before the notes is not even there. */
  #layer(name: 'back' | 'front', canvas: HTMLCanvasElement, camera: Camera, wanted: boolean, draw: (palette: Palette) => void): void {
    if (name === 'front') canvas.hidden = !wanted;
    if (!wanted && !this.#painted.delete(name)) return;
    this.#palette ??= readPalette(canvas);
    if (name === 'back') layPaper(canvas, camera, devicePixelRatio, this.#palette.paper);
    else wipe(canvas);
    if (!wanted) return;
    draw(this.#palette);
    this.#painted.add(name);
  }

  #grounds(zones: readonly ViewItem[], view: Rect, far: boolean): Ground[] {
    const titleOf = (item: ViewItem | undefined): string => (far ? (item?.text.split('\n')[0] ?? '') : '');
    const drawn = this.#scene.lowestFirst(zones.map(({ id }) => id)).flatMap((id): Ground[] => {
      const [at, item] = [this.#scene.at(id), this.#scene.item(id)];
      return at && item ? [{ at, colour: colourOf(item), selected: this.#input.selected(id), title: titleOf(item) }] : [];
    });
    const groups = [...this.#scene.hanging.grounds(view)].map(([title, { left, top, right, bottom }]): Ground => ({
      at: { x: left, y: top, w: right - left, h: bottom - top },
      colour: null,
      selected: this.#input.selected(title),
      title: titleOf(this.#scene.item(title)),
    }));
    return [...drawn, ...groups];
  }

  /** The connector that is being drawn. */
  #reaching(): PaintedLink[] {
    const reaching = this.#input.reaching();
    const from = reaching && this.#scene.at(reaching.from);
    if (!from) return [];
    const onto = reaching.onto === null ? undefined : this.#scene.at(reaching.onto);
    const line = onto ? curve(rectOf(from), rectOf(onto)) : curveTo(rectOf(from), reaching.to);
    return [{ curve: line, relation: 'builds_on', selected: true }];
  }

  *#linked(links: readonly LinkInSight[]): Generator<PaintedLink> {
    const chosen = this.#input.link();
    for (const { connector, curve: line } of links) yield { curve: line, relation: connector.relation, selected: connector.id === chosen };
    yield* this.#reaching();
  }

  *#inked(strokes: readonly StrokeView[]): Generator<PaintedStroke> {
    for (const { id, colour, weight, path } of strokes) {
      const at = this.#scene.at(id);
      if (at) yield { x: at.x, y: at.y, colour, weight, path, selected: this.#input.selected(id) };
    }
  }

  *#drawn(ids: readonly string[]): Generator<Painted> {
    for (const id of this.#scene.lowestFirst(ids)) {
      const at = this.#scene.at(id);
      const item = this.#scene.item(id);
      if (at && item) yield { at, colour: colourOf(item), selected: this.#input.selected(id) };
    }
  }

  #placeNote(id: string): void {
    const element = this.#notes.get(id);
    const at = this.#scene.at(id);
    if (!element || !at) return;
    element.style.transform = `translate(${at.x / UNITS}px, ${at.y / UNITS}px)`;
    if (at.w !== NOTE || at.h !== NOTE || element.style.width !== '') {
      element.style.width = `${at.w / UNITS}px`;
      element.style.height = `${at.h / UNITS}px`;
    }
    element.toggleAttribute('data-held', this.#scene.held(id));
  }

  #stack(): void {
    this.#restack = false;
    for (const [id, element] of this.#notes) element.style.zIndex = String(this.#scene.height(id));
  }
}

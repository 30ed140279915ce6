/**
 * The elements of the canvas and the frames that move them. React is told which notes to mount; where
 * they are and where one looks is written straight to the elements.
 */

import { colourOf } from '../model/kinds';
import type { ViewItem } from '../sync';
import type { Value } from '../model/value';
import { seen, type Camera } from './camera';
import { grown, NOTE, overlap, rectOf, UNITS, type Point, type Rect, type Size } from './geometry';
import type { LinkInSight } from './hanging';
import { isStretched, laid, Layer, placed } from './layer';
import { curve, curveTo } from './links';
import type { LooseLines } from './loose';
import { mounting, paced, PER_FRAME, PER_FRAME_ZOOMING } from './mounting';
import {
  paint, paintGrounds, paintLinks, paintStrokes, readPalette,
  type Ground, type Painted, type PaintedLink, type PaintedStroke, type Palette,
} from './paint';
import { layPaper } from './paper';
import type { Scene, SceneChange } from './scene';

/** Below this zoom no text could be read: one canvas draws everything. */
export const FAR = 0.3;
/** More notes in sight than this are drawn, not mounted. */
const CROWD = 600;
const MARGIN = 120;
const NEAR = 400;
const SETTLED_MS = 140;

type StrokeView = Extract<ViewItem, { kind: 'stroke' }>;

interface Sorted {
  readonly zones: readonly ViewItem[];
  readonly strokes: readonly StrokeView[];
  readonly sheets: readonly ViewItem[];
}

/** What is painted each in its own way: sheets where they are not elements (yet). */
function sortedOut(items: readonly ViewItem[]): Sorted {
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

const NOWHERE: Rect = { left: 0, top: 0, right: 0, bottom: 0 };

export interface StageElements {
  readonly viewport: HTMLElement;
  /** Carries the paper, and what lies on it behind the notes. */
  readonly back: HTMLElement;
  /** Before the notes: carries what was drawn by hand. */
  readonly front: HTMLElement;
  /** What is moved and enlarged while one looks around: the world in it stays as it was drawn. */
  readonly lens: HTMLElement;
  /** The notes. */
  readonly world: HTMLElement;
  /** Under them: the lines between notes that are carried about. */
  readonly loose: SVGSVGElement;
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
  #back: Layer | null = null;
  #front: Layer | null = null;
  #palette: Palette | null = null;
  #frame = 0;
  #settle = 0;
  #movedAt = -Infinity;
  #zoomedAt = -Infinity;
  /** When the last frame was, and whether notes were mounted in it. */
  #drawn = { at: 0, mounted: false };
  #portion = PER_FRAME;
  /** What the canvas behind the notes shows: which part of the board, which sheets, and whether from afar. */
  #shows: { readonly view: Rect; readonly sheets: ReadonlySet<string>; readonly far: boolean } = { view: NOWHERE, sheets: new Set(), far: false };
  /** Where everything was put last. */
  #looked: Camera | null = null;
  #restack = true;
  /** Lines of notes that are carried about: fetched with the first of them, drawn on the canvas until it is here. */
  #loose: LooseLines | null = null;
  /** The camera for which the notes were drawn last. */
  #drawnFor: Camera | null = null;

  constructor(scene: Scene, input: StageInput) {
    this.#scene = scene;
    this.#input = input;
  }

  attach(elements: StageElements): void {
    this.#elements = elements;
    this.#back = new Layer(elements.back, false);
    this.#front = new Layer(elements.front, true);
    this.resized();
  }

  detach(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#loose?.stop();
    this.#frame = 0;
    this.#elements = this.#back = this.#front = null;
  }

  /** A note's element came; returns what to call when it goes. */
  adopt(id: string, element: HTMLElement): () => void {
    this.#notes.set(id, element);
    this.#placeNote(id);
    element.style.zIndex = String(this.#scene.height(id));
    this.#again();
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
    if (this.#input.camera().zoom !== this.#looked?.zoom) this.#zoomedAt = this.#movedAt;
    this.#again();
  }

  sceneChanged({ moved, gone, linked, restacked }: SceneChange): void {
    for (const id of moved) this.#placeNote(id);
    this.#restack ||= restacked;
    if (linked || gone.length > 0 || moved.some((id) => this.#isPainted(id))) this.refresh();
    else this.#again();
    if (!this.#shows.far) this.#loosen(moved);
  }

  /** The lines at these items are drawn among the notes until they have come to rest. */
  #loosen(moved: readonly string[]): void {
    const links = moved.flatMap((id) => this.#scene.hanging.linksOf(id));
    if (links.length === 0) return;
    if (!this.#loose) void import('./loose').then((loose) => (this.#loose ??= new loose.LooseLines(this.#scene.hanging, this.#painted, () => this.#again())));
    if (this.#loose?.loosen(links) ?? true) this.refresh();
  }

  /** The colours of the page changed. */
  repaint(): void {
    this.#palette = null;
    this.refresh();
  }

  resized(): void {
    const elements = this.#elements;
    if (!elements) return;
    for (const layer of [this.#back, this.#front]) layer?.outdate();
    this.#looked = null;
    // At once, not in the next frame: an opaque canvas that was given a size is black until something is drawn.
    this.#draw(performance.now());
  }

  /** What is drawn changed. */
  refresh(): void {
    this.#back?.outdate();
    this.#front?.outdate();
    this.#again();
  }

  /** The line being drawn by this hand grew. */
  inked(): void {
    this.#front?.outdate();
    this.#again();
  }

  /** One more frame. */
  #again(): void {
    if (this.#frame !== 0 || !this.#elements) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#draw(now);
    });
  }

  #draw(now: number): void {
    const elements = this.#elements;
    if (!elements) return;
    const camera = this.#input.camera();
    const view = seen(camera, this.#input.size());
    const moving = performance.now() - this.#movedAt < SETTLED_MS;
    this.#look(elements, camera, moving);
    const inSight = this.#scene.within(grown(view, (MARGIN * UNITS) / camera.zoom));
    const far = camera.zoom < FAR || inSight.length > CROWD;
    elements.world.hidden = far;
    if (this.#loose?.tieUp(far)) this.#back?.outdate();
    if (!far) this.#mount(inSight, view, moving, now);
    this.#paintBack(camera, inSight, far, moving);
    this.#paintFront(camera, moving);
    this.#loose?.draw(elements.loose, camera.zoom, this.#colours());
    if (this.#restack) this.#stack();
    if (moving) this.#settleLater();
  }

  /** One more frame when the camera has come to rest. */
  #settleLater(): void {
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => this.#again(), SETTLED_MS);
  }

  /** Puts everything where this camera sees it. */
  #look({ lens, world, above }: StageElements, camera: Camera, moving: boolean): void {
    const was = this.#looked;
    const style = (transform: string, element: HTMLElement): void => void (element.style.transform = transform);
    // A layer of its own is pushed along, or enlarged a little, as it is; at rest notes are drawn straight to the screen.
    if (!moving || !this.#drawnFor || isStretched(camera.zoom / this.#drawnFor.zoom)) this.#drawnFor = camera;
    style(placed(this.#drawnFor), world);
    const at = laid({ camera: this.#drawnFor, beyond: 0 }, camera);
    lens.style.willChange = at.zoom === 1 ? '' : 'transform';
    style(`${placed(at)}${moving ? ' translateZ(0)' : ''}`, lens);
    if (was === camera) return;
    this.#looked = camera;
    style(`${placed(camera)}${moving ? ' translateZ(0)' : ''}`, above);
    if (was?.zoom !== camera.zoom) above.style.setProperty('--same-size', String(1 / camera.zoom));
  }

  #mount(inSight: readonly string[], view: Rect, moving: boolean, now: number): void {
    const zooming = moving && performance.now() - this.#zoomedAt < SETTLED_MS;
    const around = grown(view, NEAR * UNITS);
    const near = (id: string): boolean => {
      const at = this.#scene.at(id);
      return at !== undefined && at.x > around.left && at.x < around.right && at.y > around.top && at.y < around.bottom;
    };
    const { mounted } = this.#input;
    const was = mounted.get();
    const alive = was.filter((id) => this.#scene.at(id));
    if (this.#drawn.mounted) this.#portion = paced(this.#portion, now - this.#drawn.at);
    const next = mounting({
      mounted: alive.length === was.length ? was : alive,
      wanted: new Set(inSight),
      near,
      kept: this.#input.kept(),
      moving,
      portion: zooming ? Math.min(PER_FRAME_ZOOMING, this.#portion) : this.#portion,
    });
    mounted.set(next.mounted);
    this.#drawn = { at: now, mounted: next.mounted !== was };
    if (next.pending) this.#again();
  }

  /** Whether an item that changed is part of what is painted, as it was or as it is. */
  #isPainted(id: string): boolean {
    const [item, at, { view, sheets, far }] = [this.#scene.item(id), this.#scene.at(id), this.#shows];
    if (sheets.has(id) || (far && this.#scene.hanging.linksOf(id).length > 0)) return true;
    if (!item || item.group !== undefined || item.kind === 'zone' || item.kind === 'cluster' || item.kind === 'stroke') return true;
    return !this.#notes.has(id) && at !== undefined && overlap(rectOf(at), view);
  }

  /** What lies behind the notes: paper, grounds and connectors, and notes that are no elements (yet). */
  #paintBack(camera: Camera, inSight: readonly string[], far: boolean, moving: boolean): void {
    const layer = this.#back;
    if (!layer) return;
    const mounted = new Set(far ? [] : this.#input.mounted.get());
    const { sheets, far: wasFar } = this.#shows;
    const missing = inSight.some((id) => !mounted.has(id) && !sheets.has(id) && this.#isSheet(id));
    const spare = !moving && !far && sheets.size > 0 && inSight.every((id) => mounted.has(id) || !sheets.has(id));
    if (far === wasFar && !missing && !spare && layer.push(camera, moving)) return;
    const to = layer.aim(camera, this.#input.size(), moving);
    const view = seen(to.camera, to.size);
    const sorted = this.#sorted(view);
    const drawn = sorted.sheets.flatMap(({ id }) => (mounted.has(id) ? [] : [id]));
    this.#shows = { view, sheets: new Set(drawn), far };
    const palette = this.#colours();
    layer.draw(to, (pen) => {
      layPaper(pen, to.camera, devicePixelRatio, palette.paper);
      paintGrounds(pen, to.camera, devicePixelRatio, this.#grounds(sorted.zones, view, far), palette);
      paintLinks(pen, to.camera, devicePixelRatio, this.#linked([...this.#scene.hanging.links(view)]), palette);
      paint(pen, to.camera, devicePixelRatio, this.#drawnSheets(drawn), palette);
    });
  }

  #isSheet(id: string): boolean {
    const kind = this.#scene.item(id)?.kind;
    return kind === 'note' || kind === 'image';
  }

  /** What was drawn by hand, before the notes. Where nothing was, its canvas is not even there. */
  #paintFront(camera: Camera, moving: boolean): void {
    const layer = this.#front;
    if (!layer || layer.push(camera, moving)) return;
    const to = layer.aim(camera, this.#input.size(), moving);
    const { strokes } = this.#sorted(seen(to.camera, to.size));
    const ink = this.#input.ink();
    if (strokes.length === 0 && ink === null) {
      layer.hide();
      return;
    }
    const all = [...this.#inkedStrokes(strokes), ...(ink ? [ink] : [])];
    layer.draw(to, (pen) => {
      paintStrokes(pen, to.camera, devicePixelRatio, all, this.#colours());
    });
  }

  #colours(): Palette {
    this.#palette ??= readPalette(this.#elements?.viewport ?? document.body);
    return this.#palette;
  }

  #sorted(view: Rect): Sorted {
    return sortedOut(this.#scene.within(view).flatMap((id) => this.#scene.item(id) ?? []));
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
    for (const link of links) if (!this.#loose?.has(link)) yield this.#painted(link);
    yield* this.#reaching();
  }

  readonly #painted = ({ connector, curve: line }: LinkInSight): PaintedLink => ({
    curve: line,
    relation: connector.relation,
    selected: connector.id === this.#input.link(),
  });

  *#inkedStrokes(strokes: readonly StrokeView[]): Generator<PaintedStroke> {
    for (const { id, colour, weight, path } of strokes) {
      const at = this.#scene.at(id);
      if (at) yield { x: at.x, y: at.y, colour, weight, path, selected: this.#input.selected(id) };
    }
  }

  *#drawnSheets(ids: readonly string[]): Generator<Painted> {
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
    element.style.left = `${at.x / UNITS}px`;
    element.style.top = `${at.y / UNITS}px`;
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

/**
 * The lines between notes that are carried about, by this hand or by others. They are drawn among the notes and not on the canvas
 * behind them, which would have to be drawn anew, and copied, at each move.
 */

import type { Hanging, LinkInSight } from './hanging';
import { groupsOf, lookOf, trace, traceEnd, type PaintedLink, type Palette, type Track } from './paint';

const SVG = 'http://www.w3.org/2000/svg';

/** Writes down what a pen does as the `d` of a path. */
class Track2D implements Track {
  d = '';
  moveTo = (x: number, y: number): void => void (this.d += `M${x} ${y}`);
  lineTo = (x: number, y: number): void => void (this.d += `L${x} ${y}`);
  bezierCurveTo = (ax: number, ay: number, bx: number, by: number, x: number, y: number): void => void (this.d += `C${ax} ${ay} ${bx} ${by} ${x} ${y}`);
  closePath = (): void => void (this.d += 'Z');
  /** A whole circle, the only arc there is. */
  arc = (x: number, y: number, radius: number): void =>
    void (this.d += `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`);
}

function path(d: string, looks: Readonly<Record<string, string>>): SVGPathElement {
  const element = document.createElementNS(SVG, 'path');
  for (const [name, value] of Object.entries({ d, fill: 'none', stroke: 'none', ...looks })) element.setAttribute(name, value);
  return element;
}

/** The same lines as `paintLinks` draws, as elements. */
export function pathsOf(links: Iterable<PaintedLink>, zoom: number, palette: Palette): SVGPathElement[] {
  return groupsOf(links).flatMap((group) => {
    const { tint, width, cap, dash, end, head, straight } = lookOf(group, zoom, palette);
    const [line, ends] = [new Track2D(), new Track2D()];
    for (const { curve } of group) {
      trace(line, curve, straight);
      if (end !== 'none') traceEnd(ends, curve, end, head);
    }
    const stroke = { stroke: tint, 'stroke-width': String(width), 'stroke-linecap': cap };
    const drawn = path(line.d, { ...stroke, 'stroke-dasharray': dash.join(' ') });
    return end === 'none' ? [drawn] : [drawn, path(ends.d, end === 'cross' ? stroke : { fill: tint })];
  });
}

/** So long after the last move a line between notes is one of the canvas again. */
const LOOSE_MS = 400;

export class LooseLines {
  readonly #hanging: Hanging;
  readonly #painted: (link: LinkInSight) => PaintedLink;
  readonly #again: () => void;
  readonly #ids = new Set<string>();
  #at = -Infinity;
  #timer = 0;

  /** `again` draws one more frame. */
  constructor(hanging: Hanging, painted: (link: LinkInSight) => PaintedLink, again: () => void) {
    this.#hanging = hanging;
    this.#painted = painted;
    this.#again = again;
  }

  has({ connector }: LinkInSight): boolean {
    return this.#ids.has(connector.id);
  }

  /** These lines are drawn here until they have come to rest; `true` where the canvas has to be drawn without them. */
  loosen(links: readonly string[]): boolean {
    this.#at = performance.now();
    if (links.every((id) => this.#ids.has(id))) return false;
    for (const id of links) this.#ids.add(id);
    return true;
  }

  /** Gives back what has come to rest, or is seen from afar; `true` where the canvas has to be drawn with it. */
  tieUp(far: boolean): boolean {
    if (this.#ids.size === 0) return false;
    const left = LOOSE_MS - (performance.now() - this.#at);
    this.stop();
    if (left > 0 && !far) this.#timer = window.setTimeout(this.#again, left);
    else this.#ids.clear();
    return this.#ids.size === 0;
  }

  draw(svg: SVGSVGElement, zoom: number, palette: Palette): void {
    const links = this.#hanging.linesOf(this.#ids).map(this.#painted);
    if (links.length > 0 || svg.firstChild) svg.replaceChildren(...pathsOf(links, zoom, palette));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

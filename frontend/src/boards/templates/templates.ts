/** Ready structures for a board: zones with a title and a hint. The facts are in `templates.json`. */

import type { Colour } from '../sync';
import { UNITS, type Point, type Rect } from '../canvas/geometry';
import found from './templates.json';

export type Language = 'en' | 'nl';
type Words = Readonly<Record<Language, string>>;

export interface TemplateZone {
  readonly key: string;
  readonly title: Words;
  readonly hint: Words;
  /** In hundredths of the board. */
  readonly rect: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
}

export interface BoardTemplate {
  readonly key: string;
  readonly title: Words;
  readonly zones: readonly TemplateZone[];
}

export const TEMPLATES: readonly BoardTemplate[] = found;

/** How large a template is laid out, in CSS pixels at zoom 1: room for a handful of notes in its smallest zone. */
export const WIDTH = 2400;
export const HEIGHT = 1600;
const GAP = 16;
const COLOURS: readonly Colour[] = ['blue', 'green', 'purple', 'orange', 'grey', 'pink', 'yellow'];

export interface ZoneToDraw extends Rect {
  readonly colour: Colour;
  /** The title, and the hint below it. */
  readonly text: string;
}

/** The zones of a template with their middle there. */
export function laidOut(template: BoardTemplate, middle: Point, language: Language): ZoneToDraw[] {
  const corner = { x: middle.x - (WIDTH / 2) * UNITS, y: middle.y - (HEIGHT / 2) * UNITS };
  return template.zones.map(({ title, hint, rect }, i) => {
    const at = (share: number, whole: number): number => Math.round((share / 100) * whole * UNITS);
    return {
      left: corner.x + at(rect.x, WIDTH) + (GAP / 2) * UNITS,
      top: corner.y + at(rect.y, HEIGHT) + (GAP / 2) * UNITS,
      right: corner.x + at(rect.x + rect.w, WIDTH) - (GAP / 2) * UNITS,
      bottom: corner.y + at(rect.y + rect.h, HEIGHT) - (GAP / 2) * UNITS,
      colour: COLOURS[i % COLOURS.length] ?? 'grey',
      text: [title[language], hint[language]].filter((words) => words !== '').join('\n'),
    };
  });
}

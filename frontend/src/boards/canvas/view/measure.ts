import { Value } from '../../model/value';
import { canvasMeasure, fitText, type Fit, type Measure } from '../fit-text';
import { NOTE_PX } from '../geometry';
import { useObservable } from './observe';

/** The room for text on a note: what its style sheet leaves. */
export const TEXT_PAD = 14;
export const FOOT = 30;
/** As heavy as the style sheet sets it. */
const WEIGHT = 500;
const WIDTH = NOTE_PX - 2 * TEXT_PAD;
const HEIGHT = NOTE_PX - TEXT_PAD - FOOT;

const fontNow = (): Measure => canvasMeasure(getComputedStyle(document.body).fontFamily, WEIGHT);

let measure: Value<Measure> | null = null;

/** Measures in the font as it is loaded now; anew when it comes later than the first notes. */
function shared(): Value<Measure> {
  if (measure) return measure;
  const value = new Value(fontNow());
  document.fonts.addEventListener('loadingdone', () => value.set(fontNow()));
  measure = value;
  return value;
}

export function useFit(text: string): Fit {
  return fitText(text, WIDTH, HEIGHT, useObservable(shared()));
}

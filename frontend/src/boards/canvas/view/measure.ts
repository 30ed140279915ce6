import { Value } from '../../model/value';
import { canvasMeasure, fitText, LARGE_SIZES, SIZES, type Fit, type Measure } from '../fit-text';
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

/** The room for text in something, in CSS pixels at zoom 1; on a note of the usual size unless told. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

const ON_A_NOTE: Room = { width: WIDTH, height: HEIGHT };

/** The room on a note of this size. */
export const onNote = (width: number, height: number): Room => ({ width: width - 2 * TEXT_PAD, height: height - TEXT_PAD - FOOT });

export function useFit(text: string, { width, height }: Room = ON_A_NOTE): Fit {
  const sizes = height > HEIGHT || width > WIDTH ? LARGE_SIZES : SIZES;
  return fitText(text, width, height, useObservable(shared()), sizes);
}

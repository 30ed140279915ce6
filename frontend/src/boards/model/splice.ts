import type { Splice } from './wire';

/** The part of `splice` that lies within a text of `length` code units. */
export function clamp(splice: Splice, length: number): Splice {
  const at = Math.min(splice.at, length);
  return { at, remove: Math.min(splice.remove, length - at), insert: splice.insert };
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/**
 * Applies a splice; what lies outside the text is clamped. Offsets count UTF-16 code units. Where erased
 * words make it cut a surrogate pair, each half that stays becomes U+FFFD.
 */
export function spliced(text: string, splice: Splice): string {
  const { at, remove, insert } = clamp(splice, text.length);
  const before = text.slice(0, at);
  const behind = text.slice(at + remove);
  const head = isHigh(before.charCodeAt(before.length - 1)) ? `${before.slice(0, -1)}\uFFFD` : before;
  const tail = isLow(behind.charCodeAt(0)) ? `\uFFFD${behind.slice(1)}` : behind;
  return head + insert + tail;
}

/**
 * The one splice that turns `before` into `after`, or `null` where they are equal. `caret` is where
 * the caret stands in `after`: a letter typed beside its equals is told from them by it. A pair of
 * surrogates is never split.
 */
export function difference(before: string, after: string, caret = after.length): Splice | null {
  if (before === after) return null;
  const room = Math.min(before.length, after.length);
  const most = Math.min(room, Math.max(0, caret));
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < room - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return { at: start, remove: before.length - start - end, insert: after.slice(start, after.length - end) };
}

/** `text` without halves of surrogate pairs, which no encoding can carry. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

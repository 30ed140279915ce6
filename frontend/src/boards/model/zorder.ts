/** Keys of height: base-62 text compared as bytes. Putting on top never makes them longer. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const WIDTH = 6;
const LAST = DIGITS.length - 1;

const digit = (key: string, i: number): number => (i < key.length ? DIGITS.indexOf(key.charAt(i)) : 0);

/** A key above `key`; a first key where there is none. */
export function above(key: string | null): string {
  if (key === null) return 'U' + '0'.repeat(WIDTH - 1);
  const digits = Array.from({ length: WIDTH }, (_, i) => digit(key, i));
  for (let i = WIDTH - 1; i >= 0; i--) {
    const value = digits[i] ?? 0;
    if (value < LAST) {
      digits[i] = value + 1;
      return digits.slice(0, i + 1).map((d) => DIGITS.charAt(d)).join('') + '0'.repeat(WIDTH - 1 - i);
    }
  }
  return `${key}U`;
}

/** A key between two keys (`low < high`); `null` is no bound on that side. */
export function between(low: string | null, high: string | null): string {
  if (high === null) return above(low);
  const from = low ?? '';
  let key = '';
  let bounded = true;
  for (let i = 0; ; i++) {
    const a = digit(from, i);
    const b: number = bounded && i < high.length ? digit(high, i) : LAST + 1;
    if (b - a > 1) return key + DIGITS.charAt(a + Math.floor((b - a) / 2));
    key += DIGITS.charAt(a);
    bounded = bounded && a === b;
  }
}

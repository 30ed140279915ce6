import type { Clock, Random } from './ports';

/**
 * Makes UUIDv7 ids as 32 hexadecimal digits, each greater than the one before it, also within one
 * millisecond and where the clock goes back. `after` is an id that all new ones must follow.
 * Needs no secure context, unlike `crypto.randomUUID`.
 */
export function idMaker(clock: Clock, random: Random, after?: string): () => string {
  let time = after ? parseInt(after.slice(0, 12), 16) : 0;
  let count = after ? parseInt(after.slice(13, 16), 16) : 0;
  return () => {
    const now = Math.floor(clock.now());
    if (now > time) {
      time = now;
      count = (random.bytes(1)[0] ?? 0) & 0x7f;
    } else if (++count > 0xfff) {
      time += 1;
      count = 0;
    }
    const tail = random.bytes(8);
    tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
    const digits = Array.from(tail, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return time.toString(16).padStart(12, '0') + '7' + count.toString(16).padStart(3, '0') + digits;
  };
}

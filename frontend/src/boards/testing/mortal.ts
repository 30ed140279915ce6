import type { Clock } from '../sync/ports';
import type { Shelf } from '../sync/shelf';

/** The world of one page: when the page is killed, its timers and what it still had to write die with it. */
export function mortal(clock: Clock, shelf: Shelf): { clock: Clock; shelf: Shelf; kill(): void } {
  let alive = true;
  return {
    clock: {
      now: () => clock.now(),
    ticks: () => clock.ticks(),
      after: (ms, call) =>
        clock.after(ms, () => {
          if (alive) call();
        }),
    },
    shelf: {
      get: (key) => shelf.get(key),
      keys: (prefix) => shelf.keys(prefix),
      put: (key, value) => alive && shelf.put(key, value),
      remove: (key) => {
        if (alive) shelf.remove(key);
      },
    },
    kill: () => {
      alive = false;
    },
  };
}

/** Where text is put that must survive a reload: a Web Storage, or a map in tests. */
export interface Shelf {
  get(key: string): string | null;
  /** Writes at once; `false` when there is no room. */
  put(key: string, value: string): boolean;
  remove(key: string): void;
  /** All keys that begin with `prefix`, sorted. */
  keys(prefix: string): string[];
}

export function memoryShelf(entries = new Map<string, string>(), room = Infinity): Shelf {
  const used = (): number => [...entries].reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return {
    get: (key) => entries.get(key) ?? null,
    put(key, value) {
      if (room !== Infinity && used() - (entries.get(key)?.length ?? 0) + key.length + value.length > room) return false;
      entries.set(key, value);
      return true;
    },
    remove: (key) => void entries.delete(key),
    keys: (prefix) => [...entries.keys()].filter((key) => key.startsWith(prefix)).sort(),
  };
}

/** A shelf in a Web Storage. Where the browser forbids storage, nothing fits and nothing is found. */
export function storageShelf(open: () => Storage): Shelf {
  const attempt = <T>(otherwise: T, act: (storage: Storage) => T): T => {
    try {
      return act(open());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt(null, (storage) => storage.getItem(key)),
    put: (key, value) =>
      attempt(false, (storage) => {
        storage.setItem(key, value);
        return true;
      }),
    remove: (key) => {
      attempt(undefined, (storage) => {
        storage.removeItem(key);
      });
    },
    keys: (prefix) =>
      attempt([], (storage) =>
        Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter((key) => key.startsWith(prefix)).sort(),
      ),
  };
}

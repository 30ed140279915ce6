import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Where node would look for `name` when `from` asks for it. */
function places(from: string, name: string): string[] {
  const parts = from.split('/node_modules/');
  const nested = parts.map((_, i) => `${parts.slice(0, i + 1).join('/node_modules/')}/node_modules/${name}`);
  return [...nested, `node_modules/${name}`];
}

describe('package-lock.json', () => {
  it('names no address', () => {
    expect(Object.values(lock.packages).filter((p) => p.resolved !== undefined)).toEqual([]);
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/);
  });

  it('holds every optional dependency it names, so that a locked install works everywhere', () => {
    const missing = Object.entries(lock.packages).flatMap(([from, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !places(from, name).some((place) => place in lock.packages))
        .map((name) => `${from} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

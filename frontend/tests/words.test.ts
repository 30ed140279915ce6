// @vitest-environment node
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, matchesGlob, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DESK, LATER } from '../lingui.config';

const ROOT = join(import.meta.dirname, '..');
const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** The modules that a module imports at once; types, and what comes through `import()`, are left out. */
function importsOf(module: string): string[] {
  const found = readFileSync(module, 'utf8').matchAll(/^(?:import|export) (?!type )(?:[^;']*? from )?'(\.[^']+)';$/gm);
  return [...found].flatMap(([, path = '']) => {
    const whole = join(dirname(module), path);
    return ['', '.ts', '.tsx', '/index.ts'].map((end) => whole + end).filter((each) => /\.tsx?$/.test(each) && isFile(each));
  });
}

function closure(module: string, seen = new Set<string>()): Set<string> {
  if (seen.has(module)) return seen;
  seen.add(module);
  for (const next of importsOf(module)) closure(next, seen);
  return seen;
}

const within = (module: string, globs: readonly string[]): boolean =>
  globs.some((glob) => matchesGlob(relative(ROOT, module), glob.replace('<rootDir>/', '')));

describe('the words of a board', () => {
  const atOnce = [...closure(join(ROOT, 'src/boards/page.tsx'))];

  it('that come later are never those of what is there at once', () => {
    expect(atOnce.length).toBeGreaterThan(60);
    expect(atOnce.filter((module) => within(module, [...LATER, ...DESK]))).toEqual([]);
  });

  it('of a desk are never those of what a phone brings later', () => {
    const phones = ['phone/phone-notes', 'phone/phone-canvas', 'brief', 'comments', 'tray', 'removal', 'announcer'];
    const later = phones.flatMap((name) => [...closure(join(ROOT, `src/boards/panels/${name}.tsx`))]);
    expect(later.some((module) => within(module, LATER))).toBe(true);
    expect(later.filter((module) => within(module, DESK))).toEqual([]);
  });
});

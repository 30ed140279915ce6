// @vitest-environment node
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (glob: string): string => globSync(glob).map((file) => readFileSync(file, 'utf8')).join('\n');
const shown = read('src/design/*.tsx');
/** On every screen already, where the device has a voice and somebody reads plain language. */
const ELSEWHERE = ['ReadAloud'];

describe('the page of all components', () => {
  const components = [...read('src/shared/ui/*.tsx').matchAll(/^export function ([A-Z]\w+)/gm)].map(([, name = '']) => name);

  it('shows each of them', () => {
    expect(components.length).toBeGreaterThan(15);
    expect(components.filter((name) => !shown.includes(`<${name}`))).toEqual(ELSEWHERE);
  });

  it('has an address that no screen leads to', () => {
    const others = globSync('src/**/*.{ts,tsx}').filter((file) => !file.startsWith('src/design/'));
    expect(others.filter((file) => readFileSync(file, 'utf8').includes("'/design'"))).toEqual(['src/app/routes.tsx']);
    expect(others.filter((file) => readFileSync(file, 'utf8').includes('"/design"'))).toEqual([]);
  });
});

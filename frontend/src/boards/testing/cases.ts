import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Cases that this page and the server have to agree on: `tests/cases/boards/<name>.json`. */
export function cases<T>(name: string): T[] {
  const file = resolve(import.meta.dirname, '../../../../tests/cases/boards', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as T[];
}

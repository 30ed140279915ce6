import { expect, it } from 'vitest';
import { tidy } from './tidy';

it.each([
  ['7k3m9', '7K3M-9'],
  ['7K3M-9qxa', '7K3M-9QXA'],
  ['http://lab/join/7k3m9qxa', '7K3M-9QXA'],
  ['7K3M9QU', '7K3M9QU'],
  ['', ''],
])('tidies %j to %j', (typed, tidied) => {
  expect(tidy(typed)).toBe(tidied);
});

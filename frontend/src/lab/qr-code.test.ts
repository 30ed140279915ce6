import { expect, it } from 'vitest';
import { drawn } from './qr-code';

it('draws each run of dark squares once', () => {
  const rows = [
    [true, true, false],
    [false, false, false],
    [true, false, true],
  ];
  expect(drawn(rows)).toBe('M0 0h2v1H0zM0 2h1v1H0zM2 2h1v1H2z');
});

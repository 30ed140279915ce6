import { expect, test } from 'vitest';
import { ZOOM_MAX, ZOOM_MIN } from './camera';
import { pitchOf } from './paper';

test('the dots of the paper are never crowded, nor far apart', () => {
  for (let zoom = ZOOM_MIN; zoom <= 1; zoom *= 1.01) {
    expect(pitchOf(zoom)).toBeGreaterThan(16);
    expect(pitchOf(zoom)).toBeLessThan(35);
  }
});

test('nearer, the dots go apart with the board they lie on', () => {
  expect(pitchOf(1)).toBe(24);
  expect(pitchOf(ZOOM_MAX)).toBe(24 * ZOOM_MAX);
});

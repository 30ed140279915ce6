import { describe, expect, it } from 'vitest';
import { UNITS } from '../../canvas/geometry';
import { cardSize } from './size';

describe('the card of a picture', () => {
  it('is as high as the picture is, with room for words, and within what a board takes', () => {
    expect(cardSize(2048, 1536)).toEqual({ w: 336 * UNITS, h: (240 + 68) * UNITS });
    expect(cardSize(1536, 2048)).toEqual({ w: 256 * UNITS, h: 388 * UNITS });
    expect(cardSize(2048, 1)).toEqual({ w: 336 * UNITS, h: 196 * UNITS });
    expect(cardSize(0, 0)).toEqual({ w: 144 * UNITS, h: 196 * UNITS });
  });
});

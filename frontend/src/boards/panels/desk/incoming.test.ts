import { describe, expect, it } from 'vitest';
import { incoming } from './incoming';

const file = (name: string, type: string): File => new File(['x'], name, { type });

describe('files that come onto the board', () => {
  it('are taken if they are pictures; the others are counted, to be told', () => {
    const [photo, sign] = [file('panes.jpg', 'image/jpeg'), file('sign.png', 'image/png')];
    const found = incoming([photo, file('plan.pdf', 'application/pdf'), sign, file('folder', ''), file('drawing.svg', 'image/svg+xml')], { x: 1, y: 2 });
    expect(found).toEqual({ pictures: [photo, sign], others: 3, at: { x: 1, y: 2 } });
  });
});

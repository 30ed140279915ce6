// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { Engine } from '../canvas/engine';
import { overlap } from '../canvas/geometry';
import { FakeBoard, fakeItem } from '../canvas/testing/fake-board';
import { laidOut, TEMPLATES } from './templates';

describe('the board templates', () => {
  it('are ten, complete in both languages', () => {
    expect(TEMPLATES).toHaveLength(10);
    for (const { title, zones } of TEMPLATES) {
      for (const words of [title, ...zones.map((zone) => zone.title)]) expect([words.en, words.nl].every((word) => word.trim() !== '')).toBe(true);
      for (const { hint } of zones) expect(hint.en === '').toBe(hint.nl === '');
    }
  });

  it('fill their board, and no zone lies on another', () => {
    for (const template of TEMPLATES) {
      const area = template.zones.reduce((sum, { rect }) => sum + rect.w * rect.h, 0);
      expect(area, template.key).toBe(10_000);
      const drawn = laidOut(template, { x: 0, y: 0 }, 'nl');
      for (const [i, one] of drawn.entries()) for (const other of drawn.slice(i + 1)) expect(overlap(one, other), template.key).toBe(false);
    }
  });

  it('come as one gesture beside what is there, and go as one', () => {
    const board = new FakeBoard({ items: [fakeItem(1)] });
    const engine = new Engine(board);
    const [template] = TEMPLATES;
    if (!template) throw new Error('no templates');
    engine.addTemplate((middle) => laidOut(template, middle, 'en'));
    const zones = board.store.items().filter(({ kind }) => kind === 'zone');
    expect(zones).toHaveLength(template.zones.length);
    const note = engine.scene.at(fakeItem(1).id);
    expect(zones.every((zone) => zone.x > (note?.x ?? 0) + (note?.w ?? 0))).toBe(true);
    board.undo();
    expect(board.store.items()).toHaveLength(1);
  });
});

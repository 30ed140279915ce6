// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { readFrame } from '../sync/reading';
import { replay, type Trace } from './replay';

interface Kept {
  readonly frames: readonly unknown[];
  readonly traces: readonly (Omit<Trace, 'wires'> & { readonly seed: number; readonly wires: readonly (readonly number[])[] })[];
}

const file = resolve(import.meta.dirname, '../../../../tests/cases/boards/pages.json');
const { frames, traces } = JSON.parse(readFileSync(file, 'utf8')) as Kept;
const texts = frames.map((frame) => JSON.stringify(frame));

describe('pages of the simulation', () => {
  it('[B15.1] everything that the server said is as declared', () => {
    const told = vi.spyOn(console, 'error').mockReturnValue(undefined);
    for (const text of texts) expect([text, readFrame(text)]).toMatchObject([text, { as: 'message', partly: false }]);
    for (const trace of traces) replay({ ...trace, wires: trace.wires.map((wire) => wire.map((n) => texts[n] ?? '')) });
    expect(told.mock.calls).toEqual([]);
    told.mockRestore();
  });

  it.each(['facilitator', 'participant', 'observer'])('[B10] every page of a %s becomes here what it became in Python', (access) => {
    const heard = traces.filter((trace) => trace.access === access);
    expect(heard.length).toBeGreaterThan(10);
    for (const trace of heard) {
      const wires = trace.wires.map((wire) => wire.map((n) => texts[n] ?? ''));
      expect(replay({ ...trace, wires }), `seed ${trace.seed}`).toEqual(trace.streams);
    }
  });
});

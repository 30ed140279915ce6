import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, send, Unreachable } from '../../api/http';
import type { ChallengeDraft } from '../../api/types';
import { briefIn, whole, withBrief } from './content';
import { Saving } from './saving';
import { forgetUnsaved } from './unsaved';

vi.mock('../../api/http', async (actual) => ({ ...(await actual<object>()), send: vi.fn() }));
const sending = vi.mocked(send);

const draft = (revision: number, problem = '', title = 'Whole panes'): ChallengeDraft => ({
  id: 'c1', state: 'draft', next: ['open'], revision, version: 0, changed: true, languages: ['en'],
  missing: [], saved_at: null, decision: {}, brought: [],
  content: { texts: { en: { title, problem, context: '' } }, sector: '', ip_policy: 'open', audience: 'lab', criteria: [], cover: null, files: [] },
});
const problem = (saving: Saving): string => briefIn(saving.read().mine, 'en').problem;
const write = (saving: Saving, text: string): void =>
  saving.change(withBrief(saving.read().mine, 'en', { problem: text }));

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  sending.mockReset();
});

const opened = (from: ChallengeDraft): Saving => {
  const saving = new Saving(from, 'p1');
  saving.open();
  return saving;
};

describe('Saving', () => {
  it('saves a moment after the last letter, once', async () => {
    const saving = opened(draft(1));
    sending.mockResolvedValue(draft(2, 'Broken'));
    write(saving, 'Bro');
    write(saving, 'Broken');
    expect(saving.read().phase).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1000);
    expect(sending).toHaveBeenCalledTimes(1);
    expect(saving.read()).toMatchObject({ phase: 'saved', draft: { revision: 2 } });
    expect(localStorage.length).toBe(0);
  });

  it('keeps what was written while the line is gone, and over a reload', async () => {
    sending.mockRejectedValue(new Unreachable('x'));
    const saving = opened(draft(1));
    write(saving, 'Broken');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saving.read().phase).toBe('offline');
    const reloaded = opened(draft(1));
    expect(problem(reloaded)).toBe('Broken');
    sending.mockResolvedValue(draft(2, 'Broken'));
    await expect(reloaded.flush()).resolves.toBe(true);
    expect(localStorage.length).toBe(0);
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(10);
    expect(saving.read().phase).toBe('saved');
  });

  it('puts together what two wrote at once, and says where they differ', async () => {
    const saving = opened(draft(1));
    sending.mockRejectedValueOnce(new Refusal(409, 'brief_changed', ''));
    sending.mockResolvedValueOnce(draft(2, 'Theirs', 'Panes'));
    sending.mockResolvedValueOnce(draft(3, 'Mine', 'Panes'));
    write(saving, 'Mine');
    await vi.advanceTimersByTimeAsync(1000);
    await vi.advanceTimersByTimeAsync(10);
    expect(sending.mock.calls.map(([method]) => method)).toEqual(['PATCH', 'GET', 'PATCH']);
    expect(sending.mock.calls[2]?.[2]).toMatchObject({ body: { revision: 2 } });
    const { phase, clashes, theirs, mine } = saving.read();
    expect([phase, clashes]).toEqual(['saved', ['problem.en']]);
    expect(briefIn(theirs ?? whole(draft(1).content), 'en').problem).toBe('Theirs');
    expect(briefIn(mine, 'en')).toMatchObject({ title: 'Panes', problem: 'Mine' });
    saving.settle('problem.en');
    expect(saving.read().clashes).toEqual([]);
  });

  it('says what the server refuses, and keeps it', async () => {
    const saving = opened(draft(1));
    sending.mockRejectedValue(new Refusal(400, 'not_valid', 'Too long.'));
    write(saving, 'Long');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saving.read()).toMatchObject({ phase: 'refused', error: { message: 'Too long.' } });
    expect(problem(new Saving(draft(1), 'p1'))).toBe('Long');
  });

  it('saves what is left when the editor closes', async () => {
    const saving = opened(draft(1));
    sending.mockResolvedValue(draft(2, 'Broken'));
    write(saving, 'Broken');
    saving.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(sending).toHaveBeenCalledTimes(1);
  });

  it('keeps what one left unsaved from whoever writes next on the same device', async () => {
    const saving = opened(draft(1));
    sending.mockRejectedValue(new Unreachable());
    write(saving, 'Mine');
    await vi.advanceTimersByTimeAsync(1000);
    expect(problem(new Saving(draft(1), 'p2'))).toBe('');
    expect(problem(new Saving(draft(1), 'p1'))).toBe('Mine');
    forgetUnsaved();
    expect(problem(new Saving(draft(1), 'p1'))).toBe('');
  });
});

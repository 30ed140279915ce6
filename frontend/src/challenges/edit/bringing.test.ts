import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, Unreachable } from '../../api/http';
import { upload } from '../../api/upload';
import { Bringing, mayTryAgain } from './bringing';

vi.mock('../../api/upload', () => ({ upload: vi.fn() }));
const sending = vi.mocked(upload);
const file = (name: string): File => new File(['x'], name, { type: 'image/png' });
const here = (id: string) => ({ id, kind: 'picture', name: id, size: 1, width: 1, height: 1 });

const come = vi.fn();
const names = (bringing: Bringing): string[] => bringing.read().map((one) => one.file.name);

beforeEach(() => {
  sending.mockReset();
  come.mockReset();
});

describe('Bringing', () => {
  it('sends one after another, under its name, and tells how far it is', async () => {
    const bringing = new Bringing('c1', come);
    sending.mockImplementation((_path, sent, { name, onProgress }) => {
      onProgress(0.5);
      expect(bringing.read()[0]?.part).toBe(0.5);
      return Promise.resolve({ ...here((sent as File).name), name });
    });
    bringing.bring('files', [file('a.png'), file('b.png')]);
    expect(sending).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(names(bringing)).toEqual([]));
    expect(come.mock.calls.map(([place, one]: unknown[]) => [place, (one as { name: string }).name])).toEqual([
      ['files', 'a.png'],
      ['files', 'b.png'],
    ]);
    expect(sending.mock.calls[0]?.[0]).toBe('/api/challenges/c1/files');
  });

  it('keeps what was refused with its words, and goes on with the next', async () => {
    const bringing = new Bringing('c1', come);
    sending.mockRejectedValueOnce(new Refusal(415, 'file_not_taken', 'Only pictures'));
    sending.mockResolvedValueOnce(here('b'));
    bringing.bring('cover', [file('a.svg'), file('b.png')]);
    await vi.waitFor(() => expect(come).toHaveBeenCalledTimes(1));
    expect(bringing.read().map((one) => one.error?.message)).toEqual(['Only pictures']);
    sending.mockResolvedValueOnce(here('a'));
    bringing.again(bringing.read()[0]?.key ?? 0);
    await vi.waitFor(() => expect(come).toHaveBeenCalledTimes(2));
  });

  it('stops one that is on its way, and lets the next go', async () => {
    const bringing = new Bringing('c1', come);
    const stopped: string[] = [];
    sending.mockImplementationOnce((_path, sent, { signal }) => {
      signal.addEventListener('abort', () => stopped.push((sent as File).name));
      return new Promise(() => undefined);
    });
    sending.mockResolvedValueOnce(here('b'));
    bringing.bring('files', [file('a.png'), file('b.png')]);
    bringing.drop(bringing.read()[0]?.key ?? 0);
    await vi.waitFor(() => expect(come).toHaveBeenCalledTimes(1));
    expect([stopped, names(bringing)]).toEqual([['a.png'], []]);
  });
});

describe('mayTryAgain', () => {
  it('knows what the file is to blame for', () => {
    expect(mayTryAgain(new Unreachable('/'))).toBe(true);
    expect(mayTryAgain(new Refusal(429, 'too_much', ''))).toBe(true);
    expect(mayTryAgain(new Refusal(415, 'document_acts', ''))).toBe(false);
  });
});

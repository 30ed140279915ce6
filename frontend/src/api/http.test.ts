import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal, send, Unreachable } from './http';
import { isLost } from './reach';

const answer = (status: number, body: unknown): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), { status });

const fetching = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal('fetch', fetching);
  document.cookie = 'csrftoken=t0k3n; path=/';
});

afterEach(() => {
  vi.unstubAllGlobals();
  fetching.mockReset();
});

describe('send', () => {
  it('sends JSON with the token of the page, and gives back what came', async () => {
    fetching.mockResolvedValue(answer(200, { ok: 1 }));
    await expect(send('POST', '/api/x', { body: { a: 1 } })).resolves.toEqual({ ok: 1 });
    const [path, init] = fetching.mock.calls[0] ?? [];
    expect(path).toBe('/api/x');
    expect(init?.body).toBe('{"a":1}');
    expect(new Headers(init?.headers).get('X-CSRFToken')).toBe('t0k3n');
    expect(new Headers(init?.headers).get('Accept-Language')).not.toBeNull();
  });

  it('gives nothing for an answer without content', async () => {
    fetching.mockResolvedValue(answer(204, undefined));
    await expect(send('POST', '/api/x')).resolves.toBeUndefined();
  });

  it('throws the refusal with its code and its sentence', async () => {
    fetching.mockResolvedValue(answer(404, { code: 'code_unknown', message: 'No.', details: { a: 1 } }));
    const error = await send('GET', '/api/x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ status: 404, code: 'code_unknown', message: 'No.', details: { a: 1 } });
  });

  it('makes a refusal of an answer that is not JSON', async () => {
    fetching.mockResolvedValue(new Response('<h1>Oops</h1>', { status: 500 }));
    await expect(send('GET', '/api/x')).rejects.toMatchObject({ code: 'unknown', message: '' });
  });

  it('says that nobody answers, and that somebody does again', async () => {
    fetching.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(send('GET', '/api/x')).rejects.toBeInstanceOf(Unreachable);
    expect(isLost()).toBe(true);
    fetching.mockResolvedValue(answer(502, {}));
    await expect(send('GET', '/api/x')).rejects.toBeInstanceOf(Unreachable);
    fetching.mockResolvedValue(answer(403, { code: 'no', message: 'No.' }));
    await expect(send('GET', '/api/x')).rejects.toBeInstanceOf(Refusal);
    expect(isLost()).toBe(false);
  });

  it('does not take a request that was given up for a lost connection', async () => {
    const control = new AbortController();
    fetching.mockImplementation(() => {
      control.abort();
      return Promise.reject(new DOMException('Aborted', 'AbortError'));
    });
    await expect(send('GET', '/api/x', { signal: control.signal })).rejects.toThrow('Aborted');
    expect(isLost()).toBe(false);
  });
});

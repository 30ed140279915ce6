import { i18n } from '@lingui/core';
import { readCookie } from '../shared/cookies';
import { markReached } from './reach';

/** The server said no, and why, in the reader's language. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: unknown = null,
  ) {
    super(message);
  }
}

/** The server did not answer: no network, no server, or too slow. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Options {
  body?: unknown;
  signal?: AbortSignal;
}

/** After this long a venue's wifi is not slow, it is gone. */
const PATIENCE_MS = 15_000;
const GATEWAY_FAILED = [502, 503, 504];

function headers(hasBody: boolean): Headers {
  const all = new Headers({ Accept: 'application/json', 'Accept-Language': i18n.locale || 'en' });
  if (hasBody) all.set('Content-Type', 'application/json');
  const token = readCookie('csrftoken');
  if (token !== null) all.set('X-CSRFToken', token);
  return all;
}

async function reach(path: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const control = new AbortController();
  const stop = (): void => control.abort();
  const timer = window.setTimeout(stop, PATIENCE_MS);
  signal?.addEventListener('abort', stop);
  try {
    const answer = await fetch(path, { ...init, signal: control.signal });
    if (GATEWAY_FAILED.includes(answer.status)) throw new Unreachable(path);
    markReached(true);
    return answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    markReached(false);
    throw new Unreachable(path, { cause: error });
  } finally {
    window.clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

async function refusal(answer: Response): Promise<Refusal> {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return new Refusal(answer.status, 'unknown', '');
  const { code, message, details } = body as Record<string, unknown>;
  return new Refusal(
    answer.status,
    typeof code === 'string' ? code : 'unknown',
    typeof message === 'string' ? message : '',
    details,
  );
}

/** One request. Throws `Refusal` or `Unreachable`; `T` is what the contract promises. */
export async function send<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const { body, signal } = options;
  const init: RequestInit = { method, headers: headers(body !== undefined) };
  if (body !== undefined) init.body = JSON.stringify(body);
  const answer = await reach(path, init, signal);
  if (!answer.ok) throw await refusal(answer);
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

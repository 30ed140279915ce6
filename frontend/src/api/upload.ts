import { i18n } from '@lingui/core';
import { readCookie } from '../shared/cookies';
import { Refusal, Unreachable } from './http';

interface UploadOptions {
  /** How much is sent, 0 to 1. */
  onProgress: (part: number) => void;
  signal: AbortSignal;
  /** What it is called, where that is kept. */
  name?: string;
}

function refusalIn(request: XMLHttpRequest): Refusal {
  const body = request.response as { code?: string; message?: string } | null;
  return new Refusal(request.status, body?.code ?? 'unknown', body?.message ?? '');
}

/** Sends a file as it is, and tells how far it has come. Throws `Refusal` or `Unreachable`. */
export function upload<T>(path: string, file: Blob, { onProgress, signal, name }: UploadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how much it has sent.
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', i18n.locale || 'en');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('X-CSRFToken', readCookie('csrftoken') ?? '');
    // In a header, for addresses are written down; in codes, for headers hold plain letters only.
    if (name !== undefined) request.setRequestHeader('X-File-Name', encodeURIComponent(name.replace(/\p{Cs}/gu, '')));
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Unreachable(path));
    request.onload = () => {
      if (request.status === 201) resolve(request.response as T);
      else reject(request.status >= 502 ? new Unreachable(path) : refusalIn(request));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

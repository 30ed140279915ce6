import { useEffect, useState } from 'react';
import { upload } from '../../../api/upload';

/** A picture the server took: its file and its size in pixels. */
export interface Uploaded {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

export interface Upload {
  /** How much is sent, 0 to 1. */
  readonly part: number;
  readonly done: Uploaded | null;
  readonly error: Error | null;
}

const BEGUN: Upload = { part: 0, done: null, error: null };

/** Sends a picture as soon as there is one; leaving stops it. `again` tries once more. */
export function useUpload(boardId: string, picture: File): readonly [Upload, again: () => void] {
  const [state, setState] = useState(BEGUN);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const control = new AbortController();
    const { signal } = control;
    const tell = (news: Partial<Upload>): void => {
      if (!signal.aborted) setState((was) => ({ ...was, ...news }));
    };
    upload<Uploaded>(`/api/boards/${boardId}/attachments`, picture, { signal, onProgress: (part) => tell({ part }) })
      .then((done) => tell({ part: 1, done }))
      .catch((error: unknown) => tell({ error: error instanceof Error ? error : new Error(String(error)) }));
    return () => control.abort();
  }, [boardId, picture, tries]);
  const again = (): void => {
    setState(BEGUN);
    setTries(tries + 1);
  };
  return [state, again];
}

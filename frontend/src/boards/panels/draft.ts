import { useState } from 'react';

const read = (key: string): string => {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Without storage it lives as long as the page.
  }
}

/** A note begun in the composer, kept over a reload or an empty battery. */
export function useDraft(boardId: string, person: string): readonly [string, (text: string) => void] {
  const key = `livelab/board/${boardId}/${person}/compose`;
  const [draft, setDraft] = useState(() => read(key));
  const change = (text: string): void => {
    write(key, text);
    setDraft(text);
  };
  return [draft, change];
}

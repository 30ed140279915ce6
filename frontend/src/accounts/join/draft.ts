import { useState } from 'react';

/** What somebody filled in on her way in; it survives a reload and goes with the tab. */
export interface Draft {
  label: string;
  languages: string[];
  discipline: string;
  organisation?: string;
  consents: Record<string, boolean>;
}

const key = (code: string): string => `livelab_join_${code}`;

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Partial<Record<keyof Draft, unknown>>;
  return (
    typeof draft.label === 'string' &&
    typeof draft.discipline === 'string' &&
    Array.isArray(draft.languages) &&
    typeof draft.consents === 'object' &&
    draft.consents !== null
  );
}

/** Storage may be full, forbidden or tampered with; none of that keeps anybody out. */
function stored(code: string): Draft | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key(code)) ?? 'null');
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function store(code: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key(code), JSON.stringify(draft));
  } catch {
    // It is a convenience.
  }
}

export function forgetDraft(code: string): void {
  try {
    sessionStorage.removeItem(key(code));
  } catch {
    // It goes with the tab anyhow.
  }
}

export type ChangeDraft = (change: Partial<Draft>) => void;

export function useDraft(code: string, language: string): [Draft, ChangeDraft] {
  const [draft, setDraft] = useState<Draft>(
    () => stored(code) ?? { label: '', languages: [language], discipline: '', consents: {} },
  );
  const change: ChangeDraft = (part) => {
    const next = { ...draft, ...part };
    setDraft(next);
    store(code, next);
  };
  return [draft, change];
}

/**
 * Codes are read aloud, copied from a screen and typed with thumbs. They use the digits and letters
 * that cannot be taken for another (no I, L, O and U); what is meant is read out of what was typed.
 * A join code has eight of them.
 */
export const CODE_LENGTH = 8;
/** A personal code is worth more to a guesser, so it is longer. */
export const PERSONAL_LENGTH = 12;
/** The address in a QR code carries a key behind the code: nobody types it, and nobody can guess it. */
const KEY_LENGTH = 16;
const GROUP = 4;
const SYMBOLS = /^[0-9A-HJKMNP-TV-Z]$/;
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
const BETWEEN = /[\s\-‐‑–—_.]/;
const IN_ADDRESS = /\/join\/([^/?#]+)/i;

export interface ReadCode {
  /** The symbols that were recognised, no more than a code has (and its key, where that came along). */
  code: string;
  complete: boolean;
  /** What was typed but is in no code, each once. */
  strange: string[];
}

/** Reads a code from what a person typed or pasted; a whole join address will do. */
export function readCode(typed: string, length = CODE_LENGTH): ReadCode {
  const text = IN_ADDRESS.exec(typed)?.[1] ?? typed;
  const symbols: string[] = [];
  const strange = new Set<string>();
  for (const raw of text.toUpperCase()) {
    if (BETWEEN.test(raw)) continue;
    const symbol = MEANT[raw] ?? raw;
    if (SYMBOLS.test(symbol)) symbols.push(symbol);
    else strange.add(raw);
  }
  const whole = length === CODE_LENGTH && symbols.length === CODE_LENGTH + KEY_LENGTH ? symbols.length : length;
  const code = symbols.slice(0, whole).join('');
  return {
    code,
    complete: symbols.length === whole && strange.size === 0,
    strange: [...strange],
  };
}

/** The part of an invitation that people type. */
export const withoutKey = (code: string): string => code.slice(0, CODE_LENGTH);

/** `7K3M9QXA` as people read it: `7K3M-9QXA`. What is grouped already is grouped anew. */
export function showCode(code: string): string {
  const groups = code.replaceAll('-', '').match(new RegExp(`.{1,${GROUP}}`, 'g'));
  return groups ? groups.join('-') : '';
}

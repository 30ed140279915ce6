/** What the log says of an item, made into steps that are read: pure. */

import type { components } from '../../../../api/rest.gen';
import { difference, spliced } from '../../../model/splice';

export type Line = components['schemas']['HistoryLine'];

/** Lines of one person that follow each other within this are one step. */
const TOGETHER_MS = 10 * 60_000;
/** Letters around what changed. */
const AROUND = 24;

export interface Step {
  readonly line: Line;
  /** How many lines it stands for, itself included. */
  readonly count: number;
  readonly change: Change | null;
}

/** A text before and after, in short; `null` where the letters that went are not known. */
export interface Change {
  readonly took: string | null;
  readonly put: string;
  readonly before: string;
  readonly after: string;
}

interface Run {
  readonly line: Line;
  readonly lines: readonly Line[];
}

const alike = (one: Line, next: Line): boolean =>
  one.actor === next.actor && one.what === next.what && one.erased === next.erased && Date.parse(next.at) - Date.parse(one.at) < TOGETHER_MS;

/** A note comes empty, and is written in at once. */
const begins = (one: Line, next: Line): boolean => one.what === 'added' && one.text === '' && next.what === 'edited' && alike({ ...one, what: 'edited' }, next);

const joins = (one: Line, next: Line): boolean =>
  alike(one, next) && (next.what === 'edited' || next.what === 'resized' || (next.what === 'moved' && one.zone === next.zone));

/** The oldest first: what belongs together. */
function runs(lines: readonly Line[]): Run[] {
  const made: Run[] = [];
  for (const line of lines) {
    const last = made.at(-1);
    const first = last?.lines[0];
    if (last && joins(last.line, line)) made[made.length - 1] = { line, lines: [...last.lines, line] };
    else if (last && first && begins(first, line)) made[made.length - 1] = { line: first, lines: [...last.lines, line] };
    else made.push({ line, lines: [line] });
  }
  return made;
}

function short(before: string, after: string): Change {
  const { at, remove, insert } = difference(before, after) ?? { at: after.length, remove: 0, insert: '' };
  const [from, to] = [Math.max(0, at - AROUND), at + insert.length];
  return {
    took: before.slice(at, at + remove),
    put: insert,
    before: (from > 0 ? '…' : '') + after.slice(from, at),
    after: after.slice(to, to + AROUND) + (to + AROUND < after.length ? '…' : ''),
  };
}

/** Where the beginning is not there yet: the letters that were put in. */
const putIn = (lines: readonly Line[]): Change => ({ took: null, put: lines.map(({ splice }) => splice?.insert ?? '').join(''), before: '', after: '' });

/** The text after a line; `null`: not known. */
function textAfter(text: string | null, line: Line): string | null {
  if (line.what === 'added' || line.what === 'revealed' || line.what === 'rewritten') return line.text ?? (line.erased ? null : '');
  if (line.what !== 'edited') return text;
  return line.splice && text !== null ? spliced(text, line.splice) : null;
}

/** Steps, the newest first. Of lines without their beginning no text is known, only what was put in. */
export function stepsOf(newestFirst: readonly Line[]): Step[] {
  let text: string | null = null;
  const steps = runs([...newestFirst].reverse()).map(({ line, lines }): Step => {
    const before = text;
    text = lines.reduce(textAfter, text);
    const writes = line.what === 'edited' ? line.erased !== true : line.what === 'added' && lines.length > 1;
    const change = !writes ? null : line.what === 'added' ? short('', text ?? '') : before !== null && text !== null ? short(before, text) : putIn(lines);
    return { line, count: lines.length, change };
  });
  return steps.reverse();
}

/** Frames as messages; what cannot be understood, and what that leads to (B15). */

import type { Entry, FromServer } from '../model/types';
import { isAsDeclared, isKnown, isReadable } from './shapes';

/** A frame, read.
 *  `noise`    no message, or of a kind that another version knows: passed over
 *  `garbled`  not as declared; `costs`: it said something that is told only once to a connection
 *  `message`  as declared; `partly`: entries in it that cannot be read change nothing */
export type Frame =
  | { readonly as: 'noise' }
  | { readonly as: 'garbled'; readonly t: FromServer['t']; readonly costs: boolean }
  | { readonly as: 'message'; readonly message: FromServer; readonly partly: boolean };

/** What is told again and again, or when it is needed next. */
const TOLD_AGAIN: ReadonlySet<FromServer['t']> = new Set(['presence', 'followed', 'look', 'beat', 'pong', 'mark', 'bye']);

/** An entry that cannot be read counts, and changes nothing; as one of a verb that is not known. */
const UNREADABLE = { verb: 'unreadable', facts: {}, words: null };

export function readFrame(text: string): Frame {
  const said = parsed(text);
  if (!isKnown(said)) return { as: 'noise' };
  if (!isAsDeclared(said)) return { as: 'garbled', t: said.t, costs: !TOLD_AGAIN.has(said.t) };
  return sifted(said);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sifted(message: FromServer): Frame {
  if (message.t === 'entries' && !message.entries.every(isReadable)) {
    return { as: 'message', message: { ...message, entries: message.entries.map(sift) }, partly: true };
  }
  if (message.t === 'caught_up' && !message.streams.every(({ entries }) => entries.every(isReadable))) {
    const streams = message.streams.map((stream) => ({ ...stream, entries: stream.entries.map(sift) }));
    return { as: 'message', message: { ...message, streams }, partly: true };
  }
  return { as: 'message', message, partly: false };
}

function sift(entry: Entry): Entry {
  return isReadable(entry) ? entry : ({ ...entry, ...UNREADABLE } as unknown as Entry);
}

/** What is found on a board: in what lies there, in what is said of it, and by who wrote it. Pure. */

import type { ViewComment, ViewItem } from '../model/types';
import { folded, stretchOf, wordsOf, type Folded, type Stretch } from './folding';

export interface Match {
  /** The item it is, or is said of. */
  readonly item: string;
  readonly of: ViewItem | ViewComment;
  /** Where the words stand in its text, from the left, apart from each other. */
  readonly stretches: readonly Stretch[];
}

/** What was folded once stays so: an item that changes is another object. */
const known = new WeakMap<ViewItem | ViewComment, Folded>();

function textOf(each: ViewItem | ViewComment): Folded {
  const found = known.get(each) ?? folded(each.text);
  known.set(each, found);
  return found;
}

/** Each thing with what is said of it after it. */
function* withComments(items: readonly ViewItem[], comments: readonly ViewComment[]): Generator<readonly [string, ViewItem | ViewComment]> {
  const said = new Map<string, ViewComment[]>();
  for (const comment of comments) said.set(comment.on, [...(said.get(comment.on) ?? []), comment]);
  for (const item of items) {
    yield [item.id, item];
    for (const comment of said.get(item.id) ?? []) yield [item.id, comment];
  }
}

function apart(stretches: readonly Stretch[]): Stretch[] {
  const made: Stretch[] = [];
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const last = made.at(-1);
    if (last && from <= last[1]) made[made.length - 1] = [last[0], Math.max(last[1], to)];
    else made.push([from, to]);
  }
  return made;
}

/** What has every word of the query, in its text or in the name of its author, in the order of the items. */
export function finding(items: readonly ViewItem[], comments: readonly ViewComment[], nameOf: (person: string) => string, query: string): Match[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  const names = new Map<string, string>();
  const authorOf = ({ author }: ViewItem | ViewComment): string => {
    const name = names.get(author) ?? folded(nameOf(author)).text;
    names.set(author, name);
    return name;
  };
  const found: Match[] = [];
  for (const [item, each] of withComments(items, comments)) {
    const places = words.map((word) => stretchOf(textOf(each), word));
    const fits = words.every((word, i) => places[i] != null || authorOf(each).includes(word));
    if (fits) found.push({ item, of: each, stretches: apart(places.filter((place) => place !== null)) });
  }
  return found;
}

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

const BEFORE = 30;
const LONGEST = 140;

/** The part of a text around what was found first, in pieces. */
export function excerpt(text: string, stretches: readonly Stretch[]): Piece[] {
  const first = stretches[0]?.[0] ?? 0;
  const from = first > BEFORE ? text.lastIndexOf(' ', first - BEFORE) + 1 : 0;
  const to = Math.min(text.length, from + LONGEST);
  const pieces: Piece[] = from > 0 ? [{ text: '…', found: false }] : [];
  const add = (piece: string, found: boolean): void => {
    if (piece !== '') pieces.push({ text: piece, found });
  };
  let at = from;
  for (const [start, end] of stretches.filter(([start]) => start < to)) {
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add('…', false);
  return pieces;
}

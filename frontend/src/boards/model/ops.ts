/** Operations: what they name, where they go, and what they look like before they are confirmed. */

import type { Draft } from './fold';
import { wellFormed } from './splice';
import { omit } from './value';
import { ITEMS_LIMIT, type Adds, type Item, type Mode, type Op, type Splice } from './wire';
import type { Pending } from './types';

/** An operation that brings a new item. */
export type Adding = Adds;

export const adds = (op: Op): op is Adding => op.t.startsWith('add_');

/** The text a new item begins with. */
export const firstText = (op: Adding): string => (op.t === 'add_image' ? op.alt : op.text);

/** The ids of the items an operation is about. */
export function named(op: Op): readonly string[] {
  if (op.t === 'move_items') return op.moves.map((move) => move.id);
  if (op.t === 'resize_items') return op.sizes.map((size) => size.id);
  if (op.t === 'reveal') return [];
  if (adds(op) || op.t === 'edit_text' || op.t === 'react') return [op.id];
  return op.ids;
}

/** … and of those that must be there for it. */
export function needed(op: Op): readonly string[] {
  if (op.t === 'add_connector') return [op.source, op.target];
  if (op.t === 'add_comment') return [op.on, ...(op.answers === undefined ? [] : [op.answers])];
  if (op.t === 'add_cluster') return [...op.ids, ...zoneOf(op)];
  if (op.t === 'move_items') return op.moves.flatMap((move) => [move.id, ...(move.zone ? [move.zone] : [])]);
  if (op.t === 'group_items') return op.group === null ? op.ids : [...op.ids, op.group];
  return adds(op) ? zoneOf(op) : named(op);
}

const zoneOf = (op: { readonly zone?: string; readonly copied_from?: string }): string[] =>
  [op.zone, op.copied_from].filter((id) => id !== undefined);

/** What an operation says, without its name and its words. */
const factsOf = <O extends Op>(op: O) => omit(op, 't', 'text', 'alt', 'path', 'undoes');

/**
 * The entry an operation of mine becomes if it is accepted, so that the fold shows it already; `null`
 * where only the server can say (`reveal`, an edit whose splice is not known).
 */
export function describe(op: Op, me: string, at: string, opId: string, splice?: Splice): Draft | null {
  const head = { actor: me, at, op: opId };
  switch (op.t) {
    case 'add_note':
      return { ...head, verb: 'note_added', facts: factsOf(op), words: { text: op.text } };
    case 'add_image':
      // Only the server knows the digest; nothing is shown of it.
      return { ...head, verb: 'image_added', facts: factsOf(op), words: { text: op.alt, digest: '' } };
    case 'add_text':
      return { ...head, verb: 'text_added', facts: factsOf(op), words: { text: op.text } };
    case 'add_zone':
      return { ...head, verb: 'zone_added', facts: factsOf(op), words: { text: op.text } };
    case 'add_cluster':
      return { ...head, verb: 'cluster_added', facts: factsOf(op), words: { text: op.text } };
    case 'add_stroke':
      return { ...head, verb: 'stroke_added', facts: factsOf(op), words: { text: op.text, path: op.path } };
    case 'add_connector':
      return { ...head, verb: 'connector_added', facts: factsOf(op), words: { text: op.text } };
    case 'add_comment':
      return { ...head, verb: 'comment_added', facts: factsOf(op), words: { text: op.text } };
    case 'move_items':
      return { ...head, verb: 'items_moved', facts: factsOf(op), words: null };
    case 'resize_items':
      return { ...head, verb: 'items_resized', facts: factsOf(op), words: null };
    case 'colour_items':
      return { ...head, verb: 'items_coloured', facts: factsOf(op), words: null };
    case 'group_items':
      return { ...head, verb: 'items_grouped', facts: factsOf(op), words: null };
    case 'lock_items':
      return { ...head, verb: 'items_locked', facts: factsOf(op), words: null };
    case 'relate_items':
      return { ...head, verb: 'items_related', facts: factsOf(op), words: null };
    case 'resolve_comments':
      return { ...head, verb: 'comments_resolved', facts: factsOf(op), words: null };
    case 'delete_items':
      return { ...head, verb: 'items_deleted', facts: factsOf(op), words: null };
    case 'restore_items':
      return { ...head, verb: 'items_restored', facts: factsOf(op), words: null };
    case 'react':
      return { ...head, verb: 'reacted', facts: factsOf(op), words: null };
    case 'edit_text': {
      if (!splice) return null;
      const { id, epoch, update } = op;
      return { ...head, verb: 'text_edited', facts: { id, epoch }, words: { update, ...splice } };
    }
    case 'reveal':
      return null;
  }
}

/** The entry a pending operation of `me` stands for. */
export function draftOf(pending: Pending, me: string): Draft | null {
  return describe(pending.op, me, pending.at, pending.op_id, pending.splice);
}

/** S1: whether a new note goes to its author's private stream. */
export function writesPrivately(mode: Mode): boolean {
  return mode === 'silent';
}

/** An operation, and whether it goes to the private stream. */
export interface Addressed {
  readonly op: Op;
  readonly private: boolean;
}

function inParts<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < all.length; i += ITEMS_LIMIT) parts.push(all.slice(i, i + ITEMS_LIMIT));
  return parts;
}

/** What names many is parted by where each of them is, and into parts that one operation may name. */
function parted<T>(all: readonly T[], idOf: (one: T) => string, isPrivate: (id: string) => boolean, make: (part: readonly T[]) => Op): Addressed[] {
  return [false, true].flatMap((mine) =>
    inParts(all.filter((one) => isPrivate(idOf(one)) === mine)).map((part) => ({ op: make(part), private: mine })),
  );
}

/**
 * Says where an operation goes: what names items goes where they are (B7.4), a new item where the mode
 * puts it (S1). A gesture over both streams, or over more items than one operation may name, is parted.
 */
export function addressed(op: Op, isPrivate: (id: string) => boolean, newNotesPrivate: boolean): Addressed[] {
  if (adds(op)) return [{ op, private: newNotesPrivate }];
  if (op.t === 'reveal') return [{ op, private: false }];
  if (op.t === 'edit_text' || op.t === 'react') return [{ op, private: isPrivate(op.id) }];
  if (op.t === 'move_items') return parted(op.moves, ({ id }) => id, isPrivate, (moves) => ({ ...op, moves }));
  if (op.t === 'resize_items') return parted(op.sizes, ({ id }) => id, isPrivate, (sizes) => ({ ...op, sizes }));
  return parted(op.ids, (id) => id, isPrivate, (ids) => ({ ...op, ids }));
}

const unit = (value: number): number => Math.min(2 ** 31 - 1, Math.max(-(2 ** 31), Math.round(value) || 0));
/** Sizes lie between a pixel and far more than a screen. */
const span = (value: number): number => Math.min(2 ** 20, Math.max(16, Math.round(value) || 0));
const placed = <T extends { x: number; y: number }>(where: T): T => ({ ...where, x: unit(where.x), y: unit(where.y) });

/** The operation as the protocol can carry it: coordinates are integers in range, text is well formed. */
export function normal(op: Op): Op {
  if (op.t === 'move_items') return { ...op, moves: op.moves.map(placed) };
  if (op.t === 'resize_items') return { ...op, sizes: op.sizes.map((size) => ({ ...placed(size), w: span(size.w), h: span(size.h) })) };
  if (!adds(op)) return op;
  const said = op.t === 'add_image' ? { ...op, alt: wellFormed(op.alt) } : { ...op, text: wellFormed(op.text) };
  if (!('x' in said)) return said;
  const sized = said.w === undefined || said.h === undefined ? {} : { w: span(said.w), h: span(said.h) };
  return { ...placed(said), ...sized };
}

/** Items in the order in which they lie on one another: z as bytes, ties by id. */
export function byHeight(a: Pick<Extract<Item, { z: string }>, 'z' | 'id'>, b: Pick<Extract<Item, { z: string }>, 'z' | 'id'>): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

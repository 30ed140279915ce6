/** Operations: what they name, where they go, and what they look like before they are confirmed. */

import type { Draft } from './fold';
import { wellFormed } from './splice';
import { ITEMS_LIMIT, type AddImage, type AddNote, type Item, type Mode, type Op, type Splice } from './wire';
import type { Pending } from './types';

/** An operation that brings a new item. */
export type Adding = AddNote | AddImage;

export const adds = (op: Op): op is Adding => op.t === 'add_note' || op.t === 'add_image';

/** The text a new item begins with. */
export const firstText = (op: Adding): string => (op.t === 'add_note' ? op.text : op.alt);

/** The ids of the items an operation names. */
export function named(op: Op): readonly string[] {
  switch (op.t) {
    case 'add_note':
    case 'add_image':
    case 'edit_text':
      return [op.id];
    case 'move_items':
      return op.moves.map((move) => move.id);
    case 'colour_items':
    case 'delete_items':
      return op.ids;
    case 'reveal':
      return [];
  }
}

/**
 * The entry an operation of mine becomes if it is accepted, so that the fold shows it already; `null`
 * where only the server can say (`reveal`, an edit whose splice is not known).
 */
export function describe(op: Op, me: string, at: string, opId: string, splice?: Splice): Draft | null {
  const head = { actor: me, at, op: opId };
  switch (op.t) {
    case 'add_note': {
      const { id, x, y, z, colour, text } = op;
      return { ...head, verb: 'note_added', facts: { id, x, y, z, colour }, words: { text } };
    }
    case 'add_image': {
      const { id, x, y, z, w, h, file, alt } = op;
      // Only the server knows the digest; nothing is shown of it.
      return { ...head, verb: 'image_added', facts: { id, x, y, z, w, h, file }, words: { text: alt, digest: '' } };
    }
    case 'move_items':
      return { ...head, verb: 'items_moved', facts: { moves: op.moves }, words: null };
    case 'colour_items':
      return { ...head, verb: 'items_coloured', facts: { ids: op.ids, colour: op.colour }, words: null };
    case 'delete_items':
      return { ...head, verb: 'items_deleted', facts: { ids: op.ids }, words: null };
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

/**
 * Says where an operation goes: what names items goes where they are (B7.4), a new note where the mode
 * puts it (S1). A gesture over both streams, or over more items than one operation may name, is parted.
 */
export function addressed(op: Op, isPrivate: (id: string) => boolean, newNotesPrivate: boolean): Addressed[] {
  switch (op.t) {
    case 'add_note':
    case 'add_image':
      return [{ op, private: newNotesPrivate }];
    case 'edit_text':
      return [{ op, private: isPrivate(op.id) }];
    case 'reveal':
      return [{ op, private: false }];
    case 'move_items':
      return [false, true].flatMap((mine) =>
        inParts(op.moves.filter((move) => isPrivate(move.id) === mine)).map((moves) => ({ op: { ...op, moves }, private: mine })),
      );
    case 'colour_items':
    case 'delete_items':
      return [false, true].flatMap((mine) =>
        inParts(op.ids.filter((id) => isPrivate(id) === mine)).map((ids) => ({ op: { ...op, ids }, private: mine })),
      );
  }
}

const unit = (value: number): number => Math.min(2 ** 31 - 1, Math.max(-(2 ** 31), Math.round(value) || 0));
/** Sizes lie between a pixel and far more than a screen. */
const span = (value: number): number => Math.min(2 ** 20, Math.max(16, Math.round(value) || 0));
const placed = <T extends { x: number; y: number }>(where: T): T => ({ ...where, x: unit(where.x), y: unit(where.y) });

/** The operation as the protocol can carry it: coordinates are integers in range, text is well formed. */
export function normal(op: Op): Op {
  if (op.t === 'add_note') return { ...placed(op), text: wellFormed(op.text) };
  if (op.t === 'add_image') return { ...placed(op), w: span(op.w), h: span(op.h), alt: wellFormed(op.alt) };
  return op.t === 'move_items' ? { ...op, moves: op.moves.map(placed) } : op;
}

/** Items in the order in which they lie on one another: z as bytes, ties by id. */
export function byHeight(a: Pick<Item, 'z' | 'id'>, b: Pick<Item, 'z' | 'id'>): number {
  if (a.z !== b.z) return a.z < b.z ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

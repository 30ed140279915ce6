/** What would undo an operation: other operations, made from how the items were before it. Pure. */

import { isColoured, isComment, isConnector, isPlaced, isSized } from './kinds';
import { adds } from './ops';
import type { Colour, Item, Op, Relation } from './wire';

/** The side of a note to which nobody gave a size, in board units. */
export const NOTE_SIDE = 3072;

/** How an item is shown now; `undefined`: it is not. */
export type Before = (id: string) => Item | undefined;
/** The operations that undo another, once its `op_id` is known. */
export type Inverse = (undoes: string) => readonly Op[];

/** Items by what they had before, in the order in which they are named. */
function bySameValue<T>(ids: readonly string[], before: Before, read: (item: Item) => T | undefined): Map<T, string[]> {
  const found = new Map<T, string[]>();
  for (const id of ids) {
    const item = before(id);
    const value = item && read(item);
    if (value !== undefined) found.set(value, [...(found.get(value) ?? []), id]);
  }
  return found;
}

const each = <T>(groups: Map<T, string[]>, make: (ids: string[], value: T) => Op): readonly Op[] =>
  [...groups].map(([value, ids]) => make(ids, value));

/** How to take an operation back; `null`: it cannot be, or has an undoing of its own. Call it before the operation is made. */
export function inverse(op: Op, before: Before): Inverse | null {
  if (adds(op)) {
    const groups = op.t === 'add_cluster' ? bySameValue<string | null>(op.ids, before, (item) => item.group ?? null) : new Map<string | null, string[]>();
    return (undoes) => [
      ...each(groups, (ids, group) => ({ t: 'group_items', ids, group, undoes })),
      { t: 'delete_items', ids: [op.id], undoes },
    ];
  }
  switch (op.t) {
    case 'move_items': {
      const moves = op.moves.flatMap(({ id, zone }) => {
        const was = before(id);
        if (!was || !isPlaced(was)) return [];
        const { x, y, z } = was;
        return [{ id, x, y, z, ...(zone === undefined ? {} : { zone: was.zone ?? null }) }];
      });
      return moves.length === 0 ? null : (undoes) => [{ t: 'move_items', moves, undoes }];
    }
    case 'resize_items': {
      const sizes = op.sizes.flatMap(({ id }) => {
        const was = before(id);
        return was && isSized(was) ? [{ id, x: was.x, y: was.y, w: was.w ?? NOTE_SIDE, h: was.h ?? NOTE_SIDE }] : [];
      });
      return sizes.length === 0 ? null : (undoes) => [{ t: 'resize_items', sizes, undoes }];
    }
    case 'colour_items': {
      const groups = bySameValue<Colour>(op.ids, before, (item) => (isColoured(item) ? item.colour : undefined));
      return (undoes) => each(groups, (ids, colour) => ({ t: 'colour_items', ids, colour, undoes }));
    }
    case 'group_items': {
      const groups = bySameValue<string | null>(op.ids, before, (item) => item.group ?? null);
      return (undoes) => each(groups, (ids, group) => ({ t: 'group_items', ids, group, undoes }));
    }
    case 'lock_items': {
      const groups = bySameValue(op.ids, before, (item) => item.locked !== undefined);
      return (undoes) => each(groups, (ids, locked) => ({ t: 'lock_items', ids, locked, undoes }));
    }
    case 'relate_items': {
      const groups = bySameValue<Relation>(op.ids, before, (item) => (isConnector(item) ? item.relation : undefined));
      return (undoes) => each(groups, (ids, relation) => ({ t: 'relate_items', ids, relation, undoes }));
    }
    case 'resolve_comments': {
      const groups = bySameValue(op.ids, before, (item) => (isComment(item) ? item.resolved === true : undefined));
      return (undoes) => each(groups, (ids, resolved) => ({ t: 'resolve_comments', ids, resolved, undoes }));
    }
    case 'delete_items':
      return (undoes) => [{ t: 'restore_items', ids: op.ids, undoes }];
    case 'restore_items':
      return (undoes) => [{ t: 'delete_items', ids: op.ids, undoes }];
    case 'react':
      return () => [{ ...op, on: !op.on }];
    case 'edit_text':
    case 'reveal':
      return null;
  }
}

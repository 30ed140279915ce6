/** What I may do to an item now. The server decides (protocol B6, S2); this only avoids vain gestures. */

import type { About, OpName, ViewItem } from '../sync';

export type Touch = Extract<
  OpName,
  'move_items' | 'resize_items' | 'colour_items' | 'group_items' | 'lock_items' | 'delete_items' | 'edit_text'
>;

export const may = (about: About | null, op: OpName): boolean => about?.may.includes(op) ?? false;

export function mayTouch(about: About | null, item: ViewItem, op: Touch): boolean {
  if (!about || !may(about, op)) return false;
  if (about.mode === 'silent' && !item.minePrivate) return false;
  const leads = about.you.role === 'facilitator';
  const hers = item.author === about.you.person;
  if (op === 'lock_items') return leads || (hers && (item.locked ?? about.you.person) === about.you.person);
  if (item.locked !== undefined) return false;
  if (item.kind === 'zone' && !leads && !hers) return false;
  return op !== 'delete_items' || leads || hers;
}

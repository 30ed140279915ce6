/** What I may do to a note now. The server decides (protocol B6, S2); this only avoids vain gestures. */

import type { About, OpName, ViewItem } from '../sync';

export type Touch = Extract<OpName, 'move_items' | 'colour_items' | 'delete_items' | 'edit_text'>;

export const may = (about: About | null, op: OpName): boolean => about?.may.includes(op) ?? false;

export function mayTouch(about: About | null, item: ViewItem, op: Touch): boolean {
  if (!about || !may(about, op)) return false;
  if (about.mode === 'silent' && !item.minePrivate) return false;
  if (op !== 'delete_items') return true;
  return about.you.role === 'facilitator' || item.author === about.you.person;
}

/** What is said about items: reactions and comments, read off the board. */

import { useCallback, useSyncExternalStore } from 'react';
import type { About, BoardStore, OpName, Reaction, ViewComment } from '../sync';
import { useItem, useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';

/** In the order in which they are offered. */
export const REACTIONS: readonly Reaction[] = ['agree', 'love', 'idea', 'question', 'worry', 'celebrate'];

type Index = ReadonlyMap<string, readonly ViewComment[]>;
const NONE: readonly ViewComment[] = [];
const indexes = new WeakMap<readonly ViewComment[], Index>();

/** Made once for all that ask, until a comment changes. */
function indexOf(comments: readonly ViewComment[]): Index {
  const known = indexes.get(comments);
  if (known) return known;
  const made = new Map<string, ViewComment[]>();
  for (const comment of comments) made.set(comment.on, [...(made.get(comment.on) ?? []), comment]);
  indexes.set(comments, made);
  return made;
}

/** The comments on an item, oldest first. */
export const commentsOn = (store: BoardStore, id: string): readonly ViewComment[] => indexOf(store.comments()).get(id) ?? NONE;

export function useCommentsOn(id: string): readonly ViewComment[] {
  const { board } = useWorkspace();
  return useSyncExternalStore(board.store.subscribe, () => commentsOn(board.store, id));
}

export function useCommentCount(id: string): number {
  const { board } = useWorkspace();
  return useSyncExternalStore(board.store.subscribe, () => commentsOn(board.store, id).length);
}

export interface Thread {
  readonly first: ViewComment;
  readonly answers: readonly ViewComment[];
}

/** Comments with what answers them; an answer to what is no more stands for itself. */
export function threadsOf(comments: readonly ViewComment[]): readonly Thread[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const rootOf = (comment: ViewComment): ViewComment => {
    const seen = new Set<string>();
    let root = comment;
    while (root.answers !== undefined && !seen.has(root.id)) {
      seen.add(root.id);
      const next = byId.get(root.answers);
      if (!next) break;
      root = next;
    }
    return root;
  };
  const answers = new Map<string, ViewComment[]>();
  const firsts: ViewComment[] = [];
  for (const comment of comments) {
    const root = rootOf(comment);
    if (root.id === comment.id) firsts.push(comment);
    else answers.set(root.id, [...(answers.get(root.id) ?? []), comment]);
  }
  return firsts.map((first) => ({ first, answers: answers.get(first.id) ?? [] }));
}

/** Whether what hangs on an item, or is said of it, may be said by me now: in silence of my own only. */
export function maySay(about: About | null, item: { readonly minePrivate: boolean } | undefined, op: OpName): boolean {
  if (!about || !item || !about.may.includes(op)) return false;
  return about.mode !== 'silent' || item.minePrivate;
}

/** Whether I may do this to what is said about the item. */
export function useMaySay(id: string, op: OpName): boolean {
  const { board } = useWorkspace();
  const item = useItem(board.store, id);
  return useRead(board.about, (about) => maySay(about, item, op));
}

/** What follows one thing that hangs on an item: a comment, a connector. */
export function useHanging(id: string) {
  const { board } = useWorkspace();
  const subscribe = useCallback((listener: () => void) => board.store.subscribeItem(id, listener), [board, id]);
  return useSyncExternalStore(subscribe, () => board.store.hanging(id));
}

/** What the board's model is made of, beyond the messages of `wire.ts`. */

import type { PlacedItem } from './kinds';
import type { CommentItem, ConnectorItem, ImageItem, Item, NoteItem, Op, Splice, StreamKind } from './wire';

export type * from './wire';

/** A stream as it stands after entry `seq`: what has been confirmed, and nothing else. */
export interface StreamState {
  readonly id: string;
  readonly kind: StreamKind;
  readonly seq: number;
  readonly hash: string;
  readonly items: ReadonlyMap<string, Item>;
}

/** An operation of mine that the server has not yet confirmed. */
export interface Pending {
  readonly op_id: string;
  /** Whether I believed it private when I made it; never changed afterwards (B7.2). */
  readonly private: boolean;
  readonly op: Op;
  /** When I made it, as the protocol writes instants. */
  readonly at: string;
  /** `edit_text`: what the edit does to the plain text, for showing it before the echo. */
  readonly splice?: Splice;
  /** `edit_text`: the whole text as I saw it after the edit, for the tray should it be refused. */
  readonly text?: string;
}

/** An item as it is shown: confirmed, with my pending operations on top. */
export type ViewItem = PlacedItem & Seen;
export type ViewNote = NoteItem & Seen;
export type ViewImage = ImageItem & Seen;
/** What hangs on items: shown where what it hangs on is. */
export type ViewConnector = ConnectorItem & Seen;
export type ViewComment = CommentItem & Seen;
export type Hanging = ViewConnector | ViewComment;

interface Seen {
  /** In my private stream (or on its way there): nobody else sees it. */
  readonly minePrivate: boolean;
}

/** How an item of mine is doing. Items I never touched are `saved`. */
export type ItemStatus = 'saved' | 'saving' | 'waiting' | 'refused';

/** How all my writing is doing. */
export interface Saving {
  readonly state: 'saved' | 'saving' | 'waiting';
  /** Operations not yet confirmed. */
  readonly pending: number;
  /** Pieces of writing in the tray. */
  readonly notPlaced: number;
  /** The browser's storage took no more: what is pending would not survive a reload. */
  readonly shelfFull: boolean;
}

export type Unsubscribe = () => void;

/** A value that changes; `get()` is the same object until it does. */
export interface Observable<T> {
  get(): T;
  subscribe(listener: () => void): Unsubscribe;
}

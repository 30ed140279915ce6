/**
 * The messages of the board protocol, version 1 (docs/board-protocol.md), generated from the server's
 * own types and given the names that the model uses. Every union is told apart by `t` (messages,
 * operations) or `verb` (entries).
 */

import type * as Gen from '../../api/wire.gen';

export { CHOSEN_LIMIT, PROTOCOL, TEXT_LIMIT } from '../../api/wire.gen';
export type {
  Accepted, AddCluster, AddComment, AddConnector, AddImage, AddNote, AddStroke, AddText, AddZone, Adds, BoardView as BoardFacts, CaughtUp, ClusterItem,
  Colour, ColourItems, CommentItem, ConnectorItem, Cursor, DeleteItems, EditText, Entries, Entry, GroupItems, ImageItem, Item, Join, LockItems, Mode,
  Moved as Move, MoveItems, NoteItem, OpName, PersonView as Person, React, Reaction, Refused, RefusalCode, RelateItems, Relation, ResizeItems, ResolveComments,
  RestoreItems, Reveal, RevealedItem, Sized, Spot, StrokeItem, TextItem, TextState, Welcome, WholeText, Writes, You, ZoneItem,
} from '../../api/wire.gen';

/** The most items one operation names. */
export const ITEMS_LIMIT = 500;

export type StreamKind = Gen.Snapshot['kind'];
export type Op = Gen.Operation;

/** `remove` code units go at `at` (UTF-16), `insert` comes in their place. */
export type Splice = Omit<Gen.EditWords, 'update'>;

/** The entry of a verb. */
export type EntryOf<V extends Gen.Entry['verb']> = Extract<Gen.Entry, { verb: V }>;
export type TextsRewritten = EntryOf<'texts_rewritten'>;
export type ItemsRevealed = EntryOf<'items_revealed'>;

export type SendOp = Gen.Op;
/** Where my pointer is and what I edit; what I have chosen is told apart. */
export type Presence = Omit<Gen.Presence, 't' | 'chosen'>;
/** The part of the board on a screen. */
export type Look = Omit<Gen.Look, 't'>;
/** The part of the board on the screen of whom I follow. */
export type Sight = Omit<Gen.Looking, 't'>;
export type ToServer = Gen.ClientMessage;
export type WholeStream = Omit<Gen.Snapshot, 'count'> & Pick<Gen.Items, 'items'>;
export type LaterStream = Gen.Tail;
export type FromServer = Gen.ServerMessage;

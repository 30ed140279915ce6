/**
 * The messages of the board protocol, version 1 (docs/board-protocol.md), generated from the server's
 * own types and given the names that the model uses. Every union is told apart by `t` (messages,
 * operations) or `verb` (entries).
 */

import type * as Gen from '../../api/wire.gen';

export { PROTOCOL, TEXT_LIMIT } from '../../api/wire.gen';
export type {
  Accepted, AddImage, AddNote, BoardView as BoardFacts, CaughtUp, Colour, ColourItems, Cursor, DeleteItems, EditText, Entries, Entry, ImageItem, Item,
  Join, Mode, MoveItems, NoteItem, OpName, PersonView as Person, Placed as Move, RefusalCode, Refused, Reveal, RevealedItem, Spot,
  TextState, Welcome, WholeText, You,
} from '../../api/wire.gen';

/** The most items one operation names. */
export const ITEMS_LIMIT = 500;

export type StreamKind = Gen.Snapshot['kind'];
export type Op = Gen.Operation;

/** `remove` code units go at `at` (UTF-16), `insert` comes in their place. */
export type Splice = Omit<Gen.EditWords, 'update'>;

export type NoteAdded = Extract<Gen.Entry, { verb: 'note_added' }>;
export type ImageAdded = Extract<Gen.Entry, { verb: 'image_added' }>;
export type TextsRewritten = Extract<Gen.Entry, { verb: 'texts_rewritten' }>;
export type ItemsRevealed = Extract<Gen.Entry, { verb: 'items_revealed' }>;

export type SendOp = Gen.Op;
export type Presence = Omit<Gen.Presence, 't'>;
export type ToServer = Gen.ClientMessage;
export type WholeStream = Omit<Gen.Snapshot, 'count'> & Pick<Gen.Items, 'items'>;
export type LaterStream = Gen.Tail;
export type FromServer = Gen.ServerMessage;

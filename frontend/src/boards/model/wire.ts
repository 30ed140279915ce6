/**
 * The messages of the board protocol, version 1 (docs/board-protocol.md), generated from the server's
 * own types and given the names that the model uses. Every union is told apart by `t` (messages,
 * operations) or `verb` (entries).
 */

import type * as Gen from '../../api/wire.gen';

export { PROTOCOL, TEXT_LIMIT } from '../../api/wire.gen';
export type {
  Accepted, AddNote, BoardView as BoardFacts, Colour, ColourItems, Cursor, DeleteItems, EditText, Entries, Entry, Mode,
  MoveItems, PersonView as Person, Placed as Move, RefusalCode, Refused, Reveal, RevealedItem, RevealedText, Spot,
  TextState, You,
} from '../../api/wire.gen';

/** The most items one operation names. */
export const ITEMS_LIMIT = 500;

/** `F` of a message may be left out. */
type May<T, F extends keyof T> = Omit<T, F> & Partial<Pick<T, F>>;
type Allowing<T> = Omit<T, 'may'> & { readonly may: readonly OpName[] };

export type StreamKind = Gen.Snapshot['kind'];
export type Op = Gen.Operation;
export type OpName = Op['t'];

/** An item as a snapshot carries it, fields in this order; `deleted` only where true. */
export type Item = May<Gen.Item, 'deleted'>;

/** `remove` code units go at `at` (UTF-16), `insert` comes in their place. */
export type Splice = Omit<Gen.EditWords, 'update'>;

export type NoteAdded = Extract<Gen.Entry, { verb: 'note_added' }>;
export type ItemsRevealed = Extract<Gen.Entry, { verb: 'items_revealed' }>;

export type Join = May<Gen.Join, 'epoch' | 'y_client'>;
export type SendOp = Gen.Op;
type SendPresence = May<Gen.Presence, 'x' | 'y' | 'item'>;
export type Presence = Omit<SendPresence, 't'>;
export type ToServer = Join | SendPresence | Exclude<Gen.ClientMessage, { t: 'join' | 'presence' }>;

export type WholeStream = Omit<Gen.Snapshot, 'items'> & { readonly items: readonly Item[] };
export type LaterStream = Gen.Tail;
export type Welcome = Allowing<Omit<Gen.Welcome, 'streams'>> & { readonly streams: readonly WholeStream[] };
export type CaughtUp = Allowing<Gen.CaughtUp>;
export type FromServer =
  | Welcome
  | CaughtUp
  | Allowing<Gen.RulesNow>
  | Exclude<Gen.ServerMessage, { t: 'welcome' | 'caught_up' | 'rules' }>;

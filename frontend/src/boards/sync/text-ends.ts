/** What the texts and the session are to each other. */

import { adds, firstText } from '../model/ops';
import type { BoardStore } from '../model/store';
import type { EditText, Op, Pending, Splice } from '../model/types';
import type { Draft } from './drafts';
import type { Outbox, Outgoing } from './outbox';
import type { Clock } from './ports';

/** What a text needs of the session. */
export interface TextEnds {
  readonly store: BoardStore;
  readonly clock: Clock;
  /** The Y client the server gave to this page, once it did. */
  yClient(): number | null;
  /** The text of a note that is certainly not on the server yet; `null` for all others. */
  newText(item: string): string | null;
  /** The edits of this item that are pending, in order, without those whose writing is in the tray. */
  pendingEdits(item: string): readonly Pending[];
  /** Sends an edit; `instead` of one that was never sent, where there is one. */
  edit(op: EditText, splice: Splice, text: string, instead: Outgoing | null): Outgoing;
  /** Asks the server for the document. */
  ask(item: string): void;
  /** Whether an edit may still be taken back: known, and never sent. */
  untouched(edit: Outgoing): boolean;
  /** Edits that were held back because parts were missing: sent by now within another, or to be tried again. */
  letGo(item: string, sent: boolean): void;
  /** Typing whose note is no longer there: kept in the tray. */
  readonly orphan: (draft: Draft) => void;
  /** A draft could not be put on the shelf. */
  shelfFull(): void;
  /** What is saved and what is not has changed. */
  changed(): void;
}

export interface SessionParts {
  readonly store: BoardStore;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly yClient: () => number | null;
  readonly make: (op: Op, isPrivate: boolean, edit: Pick<Pending, 'splice' | 'text'>) => Outgoing;
  readonly settled: (outgoing: Outgoing) => void;
  readonly pump: () => void;
  readonly ask: (item: string) => void;
  readonly orphan: (draft: Draft) => void;
  readonly changed: () => void;
}

export function textEnds(session: SessionParts): TextEnds {
  const { store, outbox, settled, make, pump } = session;
  const edits = (item: string): Outgoing[] =>
    outbox.all().filter(({ pending: { op }, covered, reoffered }) => op.t === 'edit_text' && op.id === item && !covered && !reoffered);
  return {
    ...session,
    newText: (item) => (store.confirmed(item) ? null : newText(session, item)),
    pendingEdits: (item) => edits(item).map(({ pending }) => pending),
    edit: (op, splice, text, instead) => {
      const outgoing = make(op, store.isPrivate(op.id), { splice, text });
      if (instead) settled(instead);
      return outgoing;
    },
    untouched: (edit) => !edit.everSent && outbox.all().includes(edit),
    letGo: (item, sent) => {
      for (const each of edits(item).filter(({ held }) => held)) {
        each.held = false;
        if (sent) settled(each);
      }
      pump();
    },
    shelfFull: () => outbox.full.set(true),
  };
}

/** A note found on the shelf may be on the server, and edited, already: only a welcome can tell. */
function newText({ store, outbox }: SessionParts, item: string): string | null {
  const told = store.streams().length > 0;
  for (const { pending, reoffered, restored } of outbox.all()) {
    const { op } = pending;
    if (adds(op) && op.id === item && !reoffered) return restored && !told ? null : firstText(op);
  }
  return null;
}

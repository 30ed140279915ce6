/**
 * A board, live: what the page holds in its hand. Everything below is plain TypeScript; React reads
 * it with `useSyncExternalStore(board.x.subscribe, board.x.get)`.
 *
 *     const board = openBoard({ boardId, person, url });
 *     board.do({ t: 'add_note', id: board.newId(), x: 0, y: 0, z: above(top), colour: 'yellow', text: '' });
 *     const text = board.editText(id);          // the note's text, ready to be typed into at once
 *     const unbind = text.bind(textarea);       // … and later: unbind(); text.close();
 *
 * Nothing here throws because the network is away: operations are shown at once, kept on the shelf,
 * sent when there is a link, and confirmed by their echo.
 */

import type { BoardStore } from '../model/store';
import type { ItemStatus, Look, Mode, Observable, Op, Person, Presence, Saving, Sight, Spot } from '../model/types';
import type { About, Refusal } from './about';
import type { Undoable } from './history';
import type { TextHandle } from './handle';
import type { Link } from './line';
import { systemClock, systemRandom, webSocket, type Clock, type Random, type SocketFactory } from './ports';
import { Session } from './session';
import { storageShelf, type Shelf } from './shelf';
import type { LoadYjs } from './texts';
import type { Tray } from './tray';

export type { BoardStore, Changed } from '../model/store';
export type * from '../model/types';
export type { About, Refusal } from './about';
export type { TextHandle } from './handle';
export type { Undoable } from './history';
export type { Link, LinkState } from './line';
export type { Clock, Random, SocketEvents, SocketFactory, SocketLike } from './ports';
export type { Shelf } from './shelf';
export type { LoadYjs } from './texts';
export type { NotPlaced, Tray } from './tray';

export interface OpenBoard {
  /** The board's id, 32 hexadecimal digits. */
  readonly boardId: string;
  /** Who I am (the person's id). What is kept on the shelf is kept per board and person. */
  readonly person: string;
  /** Where the socket is: `wss://…/ws/boards/{boardId}`. */
  readonly url: string;
  /** The board's mode, where the page knows it already: what is written before the first welcome is
   *  believed private in silence. Not given: the mode of the last visit; a board never visited counts
   *  as silent, so that nothing is shown that was not meant to be (B7.2). */
  readonly mode?: Mode;
  /** What survives a reload; the browser's localStorage unless given. */
  readonly shelf?: Shelf;
  /** What belongs to this tab only; the browser's sessionStorage unless given. */
  readonly tabShelf?: Shelf;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly socket?: SocketFactory;
  readonly loadYjs?: LoadYjs;
}

export interface Board {
  readonly store: BoardStore;
  readonly link: Observable<Link>;
  readonly about: Observable<About | null>;
  readonly people: Observable<readonly Person[]>;
  /** Where the others are, by person; never myself; empty in silence and while the link is away. */
  readonly cursors: Observable<ReadonlyMap<string, Spot>>;
  /** What the others have chosen, by person; as `cursors`. */
  readonly choices: Observable<ReadonlyMap<string, readonly string[]>>;
  /** Who follows me: while it is anybody, `look` tells them where I look. */
  readonly followed: Observable<readonly string[]>;
  /** Where the one I follow looks; `null` until it is known. */
  readonly sight: Observable<Sight | null>;
  /** How all my writing is doing, for one place in the page. */
  readonly saving: Observable<Saving>;
  readonly refusal: Observable<Refusal | null>;
  /** Writing that was refused: place again, copy, discard. */
  readonly tray: Tray;
  /** How one item of mine is doing; changes are told through `store.subscribeItem`. */
  status(id: string): ItemStatus;
  /** A new id for a note. */
  newId(): string;
  /** Shows the operation at once, keeps it on the shelf and sends it. Returns its `op_id`; several
   *  where the gesture names private and public items at once or more than 500 of them; none where
   *  it names nothing. Texts are edited with `editText`, not here. */
  do(op: Exclude<Op, { t: 'edit_text' }>): readonly string[];
  /** Everything done inside is undone at once. */
  gesture<T>(make: () => T): T;
  /** What can be undone and done again. */
  readonly undoable: Observable<Undoable>;
  /** Takes back my last gesture here, where nobody wrote over it since; `false`: there is none. */
  undo(): boolean;
  redo(): boolean;
  editText(id: string): TextHandle;
  /** My cursor in board units and the item I edit; `null` when it left the board. Call it as often
   *  as the pointer moves: at most ten a second are sent, none in silence. */
  presence(where: Presence | null): void;
  /** What I have chosen, for the others to see. */
  choose(ids: ReadonlySet<string>): void;
  /** Follows somebody who is here, or nobody any more; nobody in silence. */
  follow(person: string | null): void;
  /** Where I look; told only while somebody follows me. */
  look(view: Look): void;
  /** The server's time now, in ms since 1970, estimated over the quickest round trip. */
  serverNow(): number;
  /** Tries again now rather than later; for `online` and for a page that becomes visible. */
  wake(): void;
  /** Puts what is being typed on the shelf and sends it; for `visibilitychange`. */
  flush(): void;
  /** Lets go of everything, what is unsent stays on the shelf; for `pagehide` and unmounting. */
  dispose(): void;
}

const loadYjs: LoadYjs = () => import('yjs');

/** Opens a board and connects to it. */
export function openBoard(options: OpenBoard): Board {
  const session = new Session({
    shelf: storageShelf(() => localStorage),
    tabShelf: storageShelf(() => sessionStorage),
    clock: systemClock,
    random: systemRandom,
    socket: webSocket,
    loadYjs,
    ...options,
    mode: options.mode,
  });
  session.start();
  return facade(session);
}

/** The session as pages see it. */
export function facade(session: Session): Board {
  return {
    store: session.store,
    link: session.link,
    about: session.about,
    people: session.people,
    cursors: session.theirs.cursors,
    choices: session.theirs.choices,
    followed: session.company.followed,
    sight: session.company.sight,
    saving: session.saving,
    refusal: session.refusal,
    tray: session.tray,
    status: (id) => session.store.status(id),
    newId: session.newId,
    do: (op) => session.do(op),
    gesture: (make) => session.history.gesture(make),
    undoable: session.history.can,
    undo: () => session.undo(),
    redo: () => session.redo(),
    editText: (id) => session.texts.open(id),
    presence: (where) => session.mine.set(where),
    choose: (ids) => session.mine.choose(ids),
    follow: (person) => session.company.follow(person),
    look: (view) => session.company.look(view),
    serverNow: () => session.time.now(),
    wake: () => session.wake(),
    flush: () => session.flush(),
    dispose: () => session.dispose(),
  };
}

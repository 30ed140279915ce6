/**
 * A board's session: joins, keeps the streams up to date, sees to it that every operation of mine is
 * confirmed or refused, and tells how things are. The rules in brackets are those of
 * docs/board-protocol.md.
 */

import { addressed, adds, firstText, normal, writesPrivately } from '../model/ops';
import { BoardStore } from '../model/store';
import type {
  Accepted, CaughtUp, Entry, FromServer, Mode, Op, Pending, Person, Refused, Saving,
} from '../model/types';
import { Value, sameFields } from '../model/value';
import { PROTOCOL, TEXT_LIMIT } from '../model/wire';
import type { About, Refusal } from './about';
import { Drafts } from './drafts';
import { idMaker } from './ids';
import { KeptOps, keptYields } from './kept';
import { Line, isFinal, type Link } from './line';
import { Outbox, type Outgoing } from './outbox';
import { Pieces, type Gathered, type Whole } from './pieces';
import type { Clock, Random, SocketFactory } from './ports';
import { PresenceIn, PresenceOut } from './presence';
import { Refusals } from './refusals';
import { Renewal } from './renewal';
import { Reoffer } from './reoffer';
import { Sender } from './sender';
import type { Shelf } from './shelf';
import { Streams } from './streams';
import { Tab } from './tab';
import { Texts, type LoadYjs } from './texts';
import { textEnds } from './text-ends';
import { ServerTime, instant } from './time';
import { Tray } from './tray';

/** What may come before we are taken in. */
const ANSWERS: ReadonlySet<Gathered['t']> = new Set(['welcome', 'caught_up', 'refused', 'bye']);

export interface SessionOptions {
  readonly boardId: string;
  readonly person: string;
  readonly url: string;
  readonly mode: Mode | undefined;
  readonly shelf: Shelf;
  readonly tabShelf: Shelf;
  readonly clock: Clock;
  readonly random: Random;
  readonly socket: SocketFactory;
  readonly loadYjs: LoadYjs;
}

export class Session {
  readonly store: BoardStore;
  readonly about = new Value<About | null>(null);
  readonly people = new Value<readonly Person[]>([]);
  readonly refusal = new Value<Refusal | null>(null);
  readonly saving = new Value<Saving>({ state: 'saved', pending: 0, notPlaced: 0, shelfFull: false }, sameFields);
  readonly theirs: PresenceIn;
  readonly mine: PresenceOut;
  readonly time: ServerTime;
  readonly tray: Tray;
  readonly texts: Texts;
  readonly newId: () => string;
  readonly #me: string;
  readonly #shelf: Shelf;
  readonly #modeKey: string;
  readonly #line: Line;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #streams: Streams;
  readonly #pieces = new Pieces();
  readonly #refusals: Refusals;
  readonly #kept: KeptOps;
  readonly #reoffer: Reoffer;
  readonly #renewal: Renewal;
  readonly #tab: Tab;
  #epoch: string | null;
  #fresh = true;
  #mode: Mode;

  constructor(options: SessionOptions) {
    const { boardId, person, clock, random } = options;
    const shelf = keptYields(options.shelf);
    const prefix = `livelab/board/${boardId}/${person}`;
    this.#me = person;
    this.#shelf = shelf;
    this.#modeKey = `${prefix}/mode`;
    this.#mode = options.mode ?? (shelf.get(this.#modeKey) === 'open' ? 'open' : 'silent');
    this.store = new BoardStore(person);
    this.theirs = new PresenceIn(person);
    this.#outbox = new Outbox(shelf, prefix);
    this.newId = idMaker(clock, random, this.#outbox.last());
    this.time = new ServerTime(clock);
    this.#tab = new Tab(options.tabShelf, prefix);
    this.#epoch = this.#tab.epoch;
    this.#kept = new KeptOps(options.shelf, prefix, clock);
    this.#line = new Line(options.url, options.socket, clock, random, this.time, {
      opened: () => this.#join(),
      message: (message) => this.#hear(message),
      down: () => this.#down(),
    });
    this.mine = new PresenceOut(
      clock,
      () => this.#line.isLive && this.#mode !== 'silent',
      (message) => this.#line.send(message),
    );
    this.#sender = new Sender(this.#outbox, clock, {
      send: (message) => this.#line.send(message),
      drop: (outgoing) => this.#settled(outgoing),
    });
    this.#streams = new Streams(this.store, clock, {
      send: (message) => this.#line.send(message),
      applied: (streamId, entry) => this.#applied(streamId, entry),
      diverged: () => this.#startAfresh(),
    });
    this.tray = new Tray(shelf, prefix, (writing) => this.#refusals.placeAgain(writing));
    const ends = textEnds({
      ...{ store: this.store, clock, outbox: this.#outbox },
      yClient: () => this.#tab.yClient,
      make: (op, isPrivate, edit) => this.#make(op, isPrivate, edit),
      settled: (outgoing) => this.#settled(outgoing),
      pump: () => this.#sender.pump(),
      ask: (item) => this.#line.isLive && this.#line.send({ t: 'open_text', item }),
      orphan: (draft) => this.#refusals.orphan(draft),
      changed: () => this.#refresh(),
    });
    this.texts = new Texts(ends, new Drafts(shelf, prefix, this.newId()), options.loadYjs);
    this.#refusals = new Refusals({
      ...{ store: this.store, outbox: this.#outbox, sender: this.#sender, tray: this.tray, texts: this.texts },
      clock,
      newId: this.newId,
      make: (op) => this.do(op),
      settled: (outgoing) => this.#settled(outgoing),
      tell: (refusal) => this.refusal.set(refusal),
      shelfFull: () => this.#outbox.full.set(true),
      burn: () => this.#burn(),
    });
    this.#renewal = new Renewal({
      ...{ store: this.store, texts: this.texts, tray: this.tray, kept: this.#kept, refusals: this.#refusals },
    });
    this.#reoffer = new Reoffer({
      ...{ kept: this.#kept, store: this.store, outbox: this.#outbox, sender: this.#sender, tray: this.tray },
      clock,
      newId: this.newId,
      settled: (outgoing) => this.#settled(outgoing),
      tell: (refusal) => this.refusal.set(refusal),
      shelfFull: () => this.#outbox.full.set(true),
    });
  }

  get link(): Value<Link> {
    return this.#line.link;
  }

  start(): void {
    this.store.change(() => {
      for (const { pending, order, reoffered } of this.#outbox.all()) if (!reoffered) this.store.addPending(pending, order);
      this.texts.start();
    });
    this.tray.entries.subscribe(() => this.#refresh());
    this.#outbox.full.subscribe(() => this.#refresh());
    this.#refresh();
    this.#line.start();
  }

  wake(): void {
    this.#line.wake();
  }

  flush(): void {
    this.texts.flush();
  }

  dispose(): void {
    this.store.change(() => this.texts.dispose());
    this.#tab.leave();
    this.#line.stop('closed');
  }

  /** Shows, keeps and sends an operation (in parts, where it has to be). Returns the `op_id`s. */
  do(op: Op): string[] {
    const well = normal(op);
    const parts = addressed(well, (id) => this.store.isPrivate(id), writesPrivately(this.#mode));
    return this.store.change(() => parts.map((part) => this.#make(part.op, part.private).pending.op_id));
  }

  // ------------------------------------------------------------- operations of mine

  #make(op: Op, isPrivate: boolean, edit?: Pick<Pending, 'splice' | 'text'>): Outgoing {
    const op_id = this.newId();
    const outgoing = this.#outbox.add({ op_id, private: isPrivate, op, at: instant(this.time.now()), ...edit });
    this.store.addPending(outgoing.pending, outgoing.order);
    if (adds(op) && firstText(op).length > TEXT_LIMIT) this.#refusals.refuse(outgoing, 'text_too_long', '');
    this.#sender.pump();
    this.#refresh();
    return outgoing;
  }

  /** The operation is no longer pending: confirmed, refused, or replaced by another. */
  #settled(outgoing: Outgoing): void {
    const { op } = outgoing.pending;
    this.#outbox.remove(outgoing);
    this.store.removePending(outgoing.order);
    if (op.t === 'edit_text') this.texts.settle(op.id);
    this.#refresh();
  }

  /** The server has it: it is kept for a day, in case the server loses it (B14). */
  #confirmed(outgoing: Outgoing, stream: string, seq: number): void {
    if (this.#epoch !== null) this.#kept.keep(outgoing, { epoch: this.#epoch, stream, seq });
    this.#settled(outgoing);
  }

  // ------------------------------------------------------------------- the connection

  #join(): void {
    const yClient = this.#tab.yClient;
    this.#streams.reset();
    this.#pieces.reset();
    this.#line.send({
      t: 'join',
      protocol: PROTOCOL,
      ...(this.#epoch === null ? {} : { epoch: this.#epoch }),
      ...(yClient === null ? {} : { y_client: yClient }),
      cursors: this.#fresh ? [] : this.#streams.cursors(),
    });
  }

  #down(): void {
    this.#sender.stop();
    this.mine.stop();
    this.theirs.clear();
    this.store.setOnline(false);
    this.#refresh();
  }

  #startAfresh(): void {
    this.#fresh = true;
    this.#line.restart();
  }

  /** Another Y client from now on; texts wait as drafts until the server has given it. */
  #burn(): void {
    this.#tab.yClient = null;
    this.#line.restart();
    this.#line.wake();
  }

  #hear(said: FromServer): void {
    const message = this.#pieces.take(said);
    if (!message) return;
    // Before the answer to our join nothing can be told apart from what we already have.
    if (this.#line.isLive || ANSWERS.has(message.t)) this.store.change(() => this.#handle(message));
  }

  #handle(message: Gathered): void {
    switch (message.t) {
      case 'welcome':
      case 'caught_up':
        this.#joined(message);
        return;
      case 'entries':
        this.#streams.entries(message.stream, message.entries, message.hash);
        this.#sender.pump();
        return;
      case 'accepted':
        this.#accepted(message);
        return;
      case 'refused':
        this.#refused(message);
        return;
      case 'text': {
        const outdated = this.texts.received(message);
        if (outdated) this.#refusals.textRenewed(outdated);
        return;
      }
      case 'people':
        this.#met(message.people);
        return;
      case 'presence':
        if (this.#mode !== 'silent') this.theirs.heard(message.people);
        return;
      case 'rules':
        this.#ruled(message.mode, message.may);
        return;
      case 'beat':
        this.time.heard(message.now);
        for (const [id, seq] of Object.entries(message.heads)) this.#streams.want(id, seq);
        return;
      case 'pong':
      case 'mark':
      case 'bye':
        return;
      default:
        message satisfies never;
    }
  }

  /** Taken in: the answer brings everything, or what came after our cursors (B1.2, B1.3). */
  #joined(answer: Whole | CaughtUp): void {
    if (answer.you.person !== this.#me) {
      // Somebody else is logged in by now: nothing of mine goes out in her name.
      this.#line.stop('reload_page');
      return;
    }
    if (answer.t === 'caught_up' && (this.#fresh || answer.epoch !== this.#epoch)) {
      this.#startAfresh();
      return;
    }
    this.#epoch = answer.epoch;
    this.#fresh = false;
    this.#tab.yClient = answer.you.y_client;
    this.#tab.epoch = answer.epoch;
    this.time.heard(answer.now);
    if (answer.t === 'welcome') {
      this.#replace(answer);
      this.#reoffer.joined(answer.epoch, answer.streams);
      this.#renewal.letGo();
    }
    this.people.set(answer.people);
    this.about.set({ you: answer.you, board: answer.board, mode: answer.board.mode, may: answer.may });
    this.#setMode(answer.board.mode);
    this.store.setOnline(true);
    this.#line.joined();
    if (answer.t === 'caught_up') this.#streams.caughtUp(answer.streams);
    this.#sender.start();
    this.texts.joined(answer.t === 'welcome');
    this.#refresh();
  }

  /** Everything anew. An edit that was sent may be in it already, and twice the same letters would show; what
   *  else is pending changes nothing a second time. */
  #replace({ streams }: Whole): void {
    this.store.replaceStreams(streams);
    for (const { pending, order, everSent, restored } of this.#outbox.all()) {
      if (pending.op.t !== 'edit_text') continue;
      const now = this.store.confirmed(pending.op.id);
      if (now && (everSent || restored || now.epoch !== pending.op.epoch)) this.store.hidePending(order);
    }
  }

  #ruled(mode: Mode, may: About['may']): void {
    const about = this.about.get();
    if (about) this.about.set({ ...about, mode, may });
    this.#setMode(mode);
  }

  #setMode(mode: Mode): void {
    this.#mode = mode;
    this.#shelf.put(this.#modeKey, mode);
    if (mode !== 'silent') return;
    this.mine.stop();
    this.theirs.clear();
  }

  #met(people: readonly Person[]): void {
    const known = new Map(this.people.get().map((person) => [person.id, person]));
    for (const person of people) known.set(person.id, person);
    this.people.set([...known.values()]);
    this.theirs.heard(Object.fromEntries(people.filter(({ here }) => !here).map(({ id }) => [id, null])));
  }

  // ------------------------------------------------------------- answers of the server

  /** An entry is here: for open texts, and as the confirmation of what I sent (B5). */
  #applied(streamId: string, entry: Entry): void {
    if (entry.verb === 'texts_rewritten') this.#renewal.rewritten(entry);
    this.texts.applied(entry);
    if (entry.actor === this.#me) {
      const mine = this.#outbox.get(entry.op);
      if (mine) this.#confirmed(mine, streamId, entry.seq);
      if (entry.verb === 'note_added') this.tray.placed(entry.op, entry.words?.text ?? '');
    }
    for (const { accepted, pending } of this.#outbox.all()) {
      if (accepted?.stream === streamId && accepted.seq <= entry.seq) this.#accepted({ t: 'accepted', op_id: pending.op_id, ...accepted });
    }
  }

  /** It was there already (B4.2): settled as soon as its entry is here too. */
  #accepted({ op_id, stream, seq }: Accepted): void {
    const mine = this.#outbox.get(op_id);
    if (!mine) return;
    const head = this.store.stream(stream)?.seq;
    if (head === undefined || head >= seq) this.#settled(mine);
    else {
      mine.accepted = { stream, seq };
      this.#streams.want(stream, seq);
    }
    this.#sender.pump();
  }

  #refused({ op_id, code, message }: Refused): void {
    if (op_id === null) this.#refusedAll(code, message);
    else {
      const mine = this.#outbox.get(op_id);
      if (mine?.reoffered) this.#reoffer.refused(mine, code, message, this.#refusals);
      else if (mine) this.#refusals.refused(mine, code, message);
    }
    this.#sender.pump();
    this.#refresh();
  }

  #refusedAll(code: string, message: string): void {
    if (code === 'reload_page' || code === 'not_member') {
      this.#line.stop(code);
      return;
    }
    const culprit = code === 'not_understood' ? this.#sender.suspect() : null;
    if (culprit) this.#refusals.refuse(culprit, code, message);
    else this.refusal.set({ op_id: null, code, message, items: [] });
  }

  #refresh(): void {
    const pending = this.#outbox.all().length + this.texts.unsaved();
    const busy = this.#line.isLive ? 'saving' : 'waiting';
    this.saving.set({
      state: pending === 0 ? 'saved' : busy,
      pending,
      notPlaced: this.tray.entries.get().length,
      shelfFull: this.#outbox.full.get(),
    });
  }

  /** For tests and the simulation: everything under way, in order. */
  get outgoing(): readonly Outgoing[] {
    return this.#outbox.all();
  }

  get over(): boolean {
    return isFinal(this.link.get().state);
  }
}

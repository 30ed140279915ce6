/**
 * A board's session: joins, keeps the streams up to date, sees to it that every operation of mine is
 * confirmed or refused, and tells how things are. The rules in brackets are those of
 * docs/board-protocol.md.
 */

import { BoardStore } from '../model/store';
import type { CaughtUp, FromServer, Mode, Op, Person, Saving, ToServer } from '../model/types';
import { Value } from '../model/value';
import { PROTOCOL } from '../model/wire';
import type { About, Refusal } from './about';
import { Answers } from './answers';
import { Company } from './company';
import { Drafts } from './drafts';
import { History } from './history';
import { idMaker } from './ids';
import { KeptOps, keptYields } from './kept';
import { Line, isFinal, type Link } from './line';
import { MyOps } from './my-ops';
import { Outbox, type Outgoing } from './outbox';
import { Pieces, type Gathered, type Whole } from './pieces';
import type { Clock, Random, SocketFactory } from './ports';
import type { PresenceIn, PresenceOut } from './presence';
import { Refusals } from './refusals';
import { Renewal } from './renewal';
import { Reoffer } from './reoffer';
import { Sender } from './sender';
import type { Shelf } from './shelf';
import { Streams } from './streams';
import { Tab } from './tab';
import { Texts, type LoadYjs } from './texts';
import { textEnds } from './text-ends';
import { ServerTime } from './time';
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
  readonly about: Value<About | null>;
  readonly people: Value<readonly Person[]>;
  readonly refusal = new Value<Refusal | null>(null);
  readonly saving: Value<Saving>;
  readonly theirs: PresenceIn;
  readonly mine: PresenceOut;
  readonly time: ServerTime;
  readonly tray: Tray;
  readonly texts: Texts;
  readonly history = new History();
  readonly newId: () => string;
  readonly #me: string;
  readonly #line: Line;
  readonly company: Company;
  readonly #outbox: Outbox;
  readonly #sender: Sender;
  readonly #myOps: MyOps;
  readonly #streams: Streams;
  readonly #pieces = new Pieces();
  readonly #refusals: Refusals;
  readonly #answers: Answers;
  readonly #tab: Tab;
  #epoch: string | null;
  #fresh = true;

  constructor(options: SessionOptions) {
    const { boardId, person, clock, random } = options;
    const shelf = keptYields(options.shelf);
    const prefix = `livelab/board/${boardId}/${person}`;
    this.#me = person;
    this.store = new BoardStore(person);
    this.#outbox = new Outbox(shelf, prefix);
    this.#outbox.renamed = (from, to) => this.history.renamed(from, to);
    this.newId = idMaker(clock, random, this.#outbox.last());
    this.time = new ServerTime(clock);
    this.#tab = new Tab(options.tabShelf, prefix);
    this.#epoch = this.#tab.epoch;
    const kept = new KeptOps(options.shelf, prefix, clock);
    this.#line = new Line(options.url, options.socket, clock, random, this.time, {
      opened: () => this.#join(),
      message: (message) => this.#hear(message),
      partly: () => (this.#fresh = true),
      garbled: () => this.#startAfresh(),
      down: () => this.#down(),
    });
    const link = { isLive: () => this.#line.isLive, send: (message: ToServer) => this.#line.send(message) };
    this.company = new Company({ me: person, shelf, prefix, clock, ...link }, options.mode);
    ({ about: this.about, people: this.people, theirs: this.theirs, mine: this.mine } = this.company);
    this.#sender = new Sender(this.#outbox, clock, { send: link.send, drop: (outgoing) => this.#myOps.settled(outgoing) });
    this.#streams = new Streams(this.store, clock, {
      send: link.send,
      applied: (streamId, entry) => this.#answers.applied(streamId, entry),
      diverged: () => this.#startAfresh(),
    });
    this.tray = new Tray(shelf, prefix, (writing) => this.#refusals.placeAgain(writing));
    const ours = { store: this.store, outbox: this.#outbox, sender: this.#sender, tray: this.tray, clock, newId: this.newId };
    this.#myOps = new MyOps({
      ...{ ...ours, kept, time: this.time, history: this.history },
      mode: () => this.company.mode,
      isLive: link.isLive,
      epoch: () => this.#epoch,
      tooLong: (outgoing) => this.#refusals.refuse(outgoing, 'text_too_long', ''),
      textSettled: (item) => this.texts.settle(item),
      unsaved: () => this.texts.unsaved(),
    });
    this.saving = this.#myOps.saving;
    const ends = textEnds({
      ...{ store: this.store, clock, outbox: this.#outbox },
      yClient: () => this.#tab.yClient,
      make: (op, isPrivate, edit) => this.#myOps.make(op, isPrivate, edit),
      settled: (outgoing) => this.#myOps.settled(outgoing),
      pump: () => this.#sender.pump(),
      ask: (item) => link.isLive() && link.send({ t: 'open_text', item }),
      orphan: (draft) => this.#refusals.orphan(draft),
      changed: () => this.#myOps.refresh(),
    });
    this.texts = new Texts(ends, new Drafts(shelf, prefix, this.newId()), options.loadYjs);
    const outcomes = {
      settled: (outgoing: Outgoing) => this.#myOps.settled(outgoing),
      tell: (refusal: Refusal) => this.refusal.set(refusal),
      shelfFull: () => this.#outbox.full.set(true),
    };
    this.#refusals = new Refusals({
      ...{ ...ours, ...outcomes, texts: this.texts },
      make: (op) => this.do(op),
      burn: () => this.#burn(),
      history: this.history,
    });
    const held = { ...ours, kept, texts: this.texts, refusals: this.#refusals };
    this.#answers = new Answers({
      ...{ ...held, ...outcomes, me: person, streams: this.#streams, myOps: this.#myOps },
      renewal: new Renewal(held),
      reoffer: new Reoffer({ ...held, ...outcomes }),
      stop: (code) => this.#line.stop(code),
    });
  }

  get link(): Value<Link> {
    return this.#line.link;
  }

  start(): void {
    this.store.change(() => {
      this.#myOps.restore();
      this.texts.start();
    });
    this.tray.entries.subscribe(() => this.#myOps.refresh());
    this.#outbox.full.subscribe(() => this.#myOps.refresh());
    this.#myOps.refresh();
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
    return this.#myOps.do(op);
  }

  /** Takes back my last gesture; `false`: there is none. */
  undo(): boolean {
    return this.history.undo((ops) => ops.forEach((op) => this.do(op)));
  }

  /** Takes back my last undoing. */
  redo(): boolean {
    return this.history.redo((ops) => ops.forEach((op) => this.do(op)));
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
    this.company.down();
    this.store.setOnline(false);
    this.#myOps.refresh();
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
        this.#answers.accepted(message);
        return;
      case 'refused':
        this.#answers.refused(message);
        return;
      case 'text': {
        const outdated = this.texts.received(message);
        if (outdated) this.#refusals.textRenewed(outdated);
        return;
      }
      case 'people':
        this.company.met(message.people);
        return;
      case 'presence':
        this.company.heard(message.people);
        return;
      case 'followed':
        this.company.followed.set(message.by);
        return;
      case 'look':
        this.company.sight.set(message);
        return;
      case 'rules':
        this.company.ruled(message.mode, message.may);
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
    if (answer.t === 'welcome') this.#answers.welcomed(answer);
    this.company.joined(answer);
    this.company.joined(answer);
    this.store.setOnline(true);
    this.#line.joined();
    this.company.seenAgain();
    if (answer.t === 'caught_up') this.#streams.caughtUp(answer.streams);
    this.#sender.start();
    this.texts.joined(answer.t === 'welcome');
    this.#myOps.refresh();
  }

  /** For tests and the simulation: everything under way, in order. */
  get outgoing(): readonly Outgoing[] {
    return this.#outbox.all();
  }

  get over(): boolean {
    return isFinal(this.link.get().state);
  }
}

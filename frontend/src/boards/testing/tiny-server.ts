/**
 * A server of one board, small enough to be seen through: the protocol's rules as a test needs them, no
 * more. The shipped server is tested elsewhere, against the shipped client.
 */

import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { apply } from '../model/fold';
import { canonical } from '../model/hash';
import { adds, describe, named } from '../model/ops';
import { difference } from '../model/splice';
import { omit } from '../model/value';
import type { Draft } from '../model/fold';
import type { EditText, Entry, FromServer, Item, Join, Mode, Op, OpName, RevealedItem, SendOp, StreamKind, ToServer } from '../model/types';
import { pack, unpack } from '../sync/base64';
import { baseUpdate, clientOf } from '../sync/shared-text';
import { instant } from '../sync/time';
import type { Clock } from '../sync/ports';

const MAY: readonly OpName[] = [
  'add_note', 'add_image', 'add_text', 'add_zone', 'add_cluster', 'add_stroke', 'add_connector', 'add_comment', 'move_items', 'resize_items',
  'colour_items', 'group_items', 'lock_items', 'relate_items', 'resolve_comments', 'delete_items', 'restore_items', 'react', 'edit_text', 'reveal',
];

/** An item without its words and what its stream alone tells of it. */
function revealed(item: Item): RevealedItem {
  return omit(item, 'changed', 'text', 'writes', 'digest', 'path') as RevealedItem;
}

/** A document of these letters, each run under its Y client. */
function documentOf(letters: readonly (readonly [client: number, text: string])[]): Uint8Array {
  return letters.reduce<Uint8Array>((state, [client, text]) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    doc.clientID = client;
    doc.getText('t').insert(doc.getText('t').length, text);
    return Y.encodeStateAsUpdate(doc);
  }, Uint8Array.of(0, 0));
}

interface Stream {
  readonly id: string;
  readonly kind: StreamKind;
  readonly owner: string;
  readonly entries: Entry[];
  readonly items: Map<string, Item>;
}

/** One joined socket, as the server sees it. */
export interface Member {
  readonly person: string;
  send(message: FromServer): void;
  close(code: number): void;
}

/** What a backup holds: entries by owner of their stream, texts by item with their epoch and document. */
export interface Backup {
  readonly mode: Mode;
  readonly clients: ReadonlyMap<number, string>;
  readonly entries: readonly (readonly [string, readonly Entry[]])[];
  readonly texts: readonly (readonly [string, number, Uint8Array])[];
}

class Refuse extends Error {}

/** The actor of what no person did. */
const SERVER = '0'.repeat(32);

export const BOARD = 'b0'.repeat(16);

export class TinyServer {
  mode: Mode = 'open';
  epoch = 'one';
  /** Cursors are not looked at: everybody gets everything. */
  forgetful = false;
  /** Codes with which the next operations are refused. */
  readonly refuseNext: string[] = [];
  readonly members = new Set<Member>();
  readonly texts = new Map<string, { epoch: number; doc: Y.Doc }>();
  readonly #streams = new Map<string, Stream>();
  readonly #accepted = new Map<string, { stream: string; seq: number }>();
  readonly #clients = new Map<number, string>();
  readonly #clock: Clock;
  #nextClient = 16;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.stream('');
  }

  /** The board's stream (`''`) or a person's own. */
  stream(owner: string): Stream {
    const id = createHash('sha256').update(`stream/${owner}`).digest('hex').slice(0, 32);
    const found = this.#streams.get(id) ?? { id, kind: owner ? 'own' : 'board', owner, entries: [], items: new Map() };
    this.#streams.set(id, found);
    return found;
  }

  stateHash(owner = ''): string {
    return createHash('sha256').update(canonical(this.stream(owner).items.values())).digest('hex');
  }

  text(item: string): string {
    return this.#doc(item).doc.getText('t').toJSON();
  }

  hear(member: Member, message: ToServer): void {
    switch (message.t) {
      case 'join':
        this.#join(member, message);
        return;
      case 'op':
        this.#op(member, message);
        return;
      case 'pull': {
        const stream = this.#streams.get(message.stream);
        if (stream) this.#sendEntries(member, stream, message.since);
        return;
      }
      case 'open_text':
        if (this.#find(member.person, message.item)) {
          const { epoch, doc } = this.#doc(message.item);
          member.send({ t: 'text', item: message.item, epoch, state: pack(Y.encodeStateAsUpdate(doc)) });
        } else member.send({ t: 'refused', op_id: null, code: 'no_such_item', message: '' });
        return;
      case 'presence': {
        const { x = null, y = null, item = null, chosen } = message;
        const spot = message.x === undefined && !chosen?.length ? null : { x, y, item, ...(chosen && { chosen }) };
        for (const other of this.members) if (other !== member) other.send({ t: 'presence', people: { [member.person]: spot } });
        return;
      }
      case 'follow':
        for (const other of this.members) {
          if (other.person === message.person) other.send({ t: 'followed', by: [member.person] });
        }
        return;
      case 'look':
        for (const other of this.members) if (other !== member) other.send({ ...message, t: 'look', person: member.person });
        return;
      case 'ping':
        member.send({ t: 'pong', n: message.n, now: this.#now() });
        return;
      case 'seen':
    }
  }

  beat(): void {
    for (const member of this.members) {
      const heads = Object.fromEntries(this.#readable(member.person).map(({ id, entries }) => [id, entries.length]));
      member.send({ t: 'beat', now: this.#now(), heads });
    }
  }

  setMode(mode: Mode): void {
    this.mode = mode;
    for (const member of this.members) member.send({ t: 'rules', mode, may: MAY });
  }

  /** Words were erased: of the text is left what these Y clients wrote, in their order (E2). */
  rewriteText(item: string, ...letters: readonly (readonly [client: number, text: string])[]): void {
    const state = documentOf(letters);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const epoch = this.#doc(item).epoch + 1;
    this.texts.set(item, { epoch, doc });
    const stream = [...this.#streams.values()].find(({ items }) => items.has(item));
    if (!stream) throw new Error('no such item');
    this.#blank(stream, item);
    const texts = [{ id: item, text: doc.getText('t').toJSON(), state: pack(state) }];
    const words = letters.length > 0 ? { texts } : null;
    const head = { actor: SERVER, at: this.#now(), op: '' };
    this.#append(stream, SERVER, `${item}/${epoch}`, { ...head, verb: 'texts_rewritten', facts: { items: [{ id: item, epoch }] }, words });
  }

  /** The text is renewed, and nobody hears of it yet. */
  renewText(item: string, text: string): void {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, baseUpdate(Y, text));
    this.texts.set(item, { epoch: this.#doc(item).epoch + 1, doc });
  }

  /** Everything it holds at this moment. */
  backup(): Backup {
    return {
      mode: this.mode,
      clients: new Map(this.#clients),
      entries: [...this.#streams.values()].map(({ owner, entries }) => [owner, [...entries]]),
      texts: [...this.texts].map(([item, { epoch, doc }]) => [item, epoch, Y.encodeStateAsUpdate(doc)]),
    };
  }

  /** What came after the backup never happened; everybody is sent away. */
  restore(backup: Backup, epoch: string): void {
    for (const member of [...this.members]) member.close(1012);
    this.epoch = epoch;
    this.mode = backup.mode;
    this.#streams.clear();
    this.#accepted.clear();
    this.#clients.clear();
    this.texts.clear();
    for (const [client, person] of backup.clients) this.#clients.set(client, person);
    this.#nextClient += 1_000;
    for (const [owner, entries] of backup.entries) for (const entry of entries) this.#append(this.stream(owner), entry.actor, entry.op, entry);
    for (const [item, textEpoch, state] of backup.texts) {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, state);
      this.texts.set(item, { epoch: textEpoch, doc });
    }
  }

  hash(stream: Stream, seq: number): string {
    const ops = stream.entries.slice(0, seq).map(({ op }) => op);
    return createHash('sha256').update(JSON.stringify([stream.id, ops])).digest('hex');
  }

  #now(): string {
    return instant(this.#clock.now());
  }

  #readable(person: string): Stream[] {
    return [this.stream(''), this.stream(person)];
  }

  #join(member: Member, { cursors, epoch, y_client }: Join): void {
    this.members.add(member);
    const streams = this.#readable(member.person);
    const at = (stream: Stream): number | null => {
      const { seq, hash } = cursors.find((each) => each.stream === stream.id) ?? { seq: -1, hash: '' };
      return seq <= stream.entries.length && hash === this.hash(stream, seq) ? seq : null;
    };
    const hers = epoch === this.epoch && y_client !== undefined && this.#clients.get(y_client) === member.person;
    const client = hers ? y_client : this.#nextClient++;
    this.#clients.set(client, member.person);
    const joined = {
      ...{ protocol: 1, epoch: this.epoch, now: this.#now(), may: MAY, people: [] },
      you: { person: member.person, role: 'participant', y_client: client },
      board: { id: BOARD, title: 'Board', mode: this.mode, challenge: null },
    };
    const head = (stream: Stream) => {
      const { id, kind, entries } = stream;
      return { id, kind, seq: entries.length, hash: this.hash(stream, entries.length) };
    };
    if (!this.forgetful && epoch === this.epoch && streams.every((stream) => at(stream) !== null)) {
      const later = streams.map((stream) => ({ ...head(stream), entries: stream.entries.slice(at(stream) ?? 0) }));
      member.send({ t: 'caught_up', ...joined, streams: later });
    } else {
      member.send({ t: 'welcome', ...joined, streams: streams.map((stream) => ({ ...head(stream), count: stream.items.size })) });
      for (const { id, items } of streams) for (const item of items.values()) member.send({ t: 'items', stream: id, items: [item] });
    }
  }

  #op(member: Member, { op_id, op, private: believedPrivate }: SendOp): void {
    const key = `${member.person}/${op_id}`;
    const known = this.#accepted.get(key);
    if (known) {
      member.send({ t: 'accepted', op_id, ...known });
      return;
    }
    try {
      const refused = this.refuseNext.shift();
      if (refused) throw new Refuse(refused);
      if (op.t === 'reveal') this.#reveal(member.person, op_id);
      else {
        const owner = this.#owner(member.person, op, believedPrivate);
        this.#append(this.stream(owner), member.person, op_id, this.#draft(member.person, op));
      }
    } catch (error) {
      if (!(error instanceof Refuse)) throw error;
      member.send({ t: 'refused', op_id, code: error.message, message: `refused: ${error.message}` });
    }
  }

  #owner(person: string, op: Op, believedPrivate: boolean): string {
    const silent = this.mode === 'silent';
    if (adds(op)) {
      if (believedPrivate && !silent) throw new Refuse('now_public');
      if (this.#find(person, op.id)) throw new Refuse('id_taken');
      return silent ? person : '';
    }
    const own = named(op).map((id) => this.stream(person).items.has(id));
    if (own.every(Boolean)) return person;
    if (own.some(Boolean)) throw new Refuse('mixed_streams');
    const shared = named(op).map((id) => this.stream('').items.get(id));
    if (shared.some((item) => !item)) throw new Refuse('no_such_item');
    if (shared.some((item) => item?.deleted)) throw new Refuse('item_gone');
    if (silent) throw new Refuse('not_now');
    return '';
  }

  #draft(person: string, op: Exclude<Op, { t: 'reveal' }>): Draft {
    const head = { actor: person, at: this.#now(), op: '' };
    if (op.t === 'edit_text') return { ...head, verb: 'text_edited', facts: { id: op.id, epoch: op.epoch }, words: this.#edit(person, op) };
    const draft = describe(op, person, head.at, '');
    if (!draft) throw new Error(`no entry becomes of ${op.t}`);
    return draft.verb === 'image_added' ? { ...draft, words: { text: draft.words?.text ?? '', digest: 'd'.repeat(64) } } : draft;
  }

  #edit(person: string, { id, epoch, update: packed }: EditText) {
    const text = this.#doc(id);
    if (epoch !== text.epoch) throw new Refuse('text_epoch');
    const update = unpack(packed);
    const { structs } = Y.decodeUpdate(update);
    const clients = new Set(structs.map((struct) => struct.id.client));
    const client = clientOf(Y, update);
    if (clients.size > 1 || (client !== null && this.#clients.get(client) !== person)) throw new Refuse('text_forged');
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(text.doc));
    const before = copy.getText('t').toJSON();
    Y.applyUpdate(copy, update);
    if (copy.store.pendingStructs) throw new Refuse('text_gap');
    const after = copy.getText('t').toJSON();
    if (after.length > 4000) throw new Refuse('text_too_long');
    text.doc = copy;
    return { update: packed, ...(difference(before, after) ?? { at: 0, remove: 0, insert: '' }) };
  }

  #reveal(person: string, opId: string): void {
    const owned = [...this.#streams.values()].filter(({ owner }) => owner !== '');
    const hidden = owned.flatMap(({ items }) => [...items.values()]).filter(({ deleted }) => !deleted);
    const head = { actor: person, at: this.#now(), op: opId };
    this.mode = 'open';
    const items = hidden.map(revealed);
    const texts = hidden.map(({ id, text }) => ({ id, text, state: pack(Y.encodeStateAsUpdate(this.#doc(id).doc)) }));
    this.#append(this.stream(''), person, opId, { ...head, verb: 'items_revealed', facts: { mode: 'open', items }, words: { texts } });
    for (const stream of owned) {
      const ids = [...stream.items.values()].filter(({ deleted }) => !deleted).map(({ id }) => id);
      if (ids.length > 0) this.#append(stream, person, opId, { ...head, verb: 'items_published', facts: { ids }, words: null });
    }
    this.setMode('open');
  }

  #append(stream: Stream, person: string, opId: string, draft: Draft): void {
    const seq = stream.entries.length + 1;
    const entry = { ...draft, op: opId, seq } as Entry;
    stream.entries.push(entry);
    apply(stream.items, entry);
    const key = `${person}/${opId}`;
    if (!this.#accepted.has(key)) this.#accepted.set(key, { stream: stream.id, seq });
    for (const member of this.members) {
      if (stream.owner === '' || stream.owner === member.person) this.#sendEntries(member, stream, seq - 1);
    }
  }

  #sendEntries(member: Member, stream: Stream, since: number): void {
    const entries = stream.entries.slice(since);
    if (entries.length > 0) member.send({ t: 'entries', stream: stream.id, hash: this.hash(stream, stream.entries.length), entries });
  }

  /** What told a text is told no more. */
  #blank(stream: Stream, item: string): void {
    for (const [i, entry] of stream.entries.entries()) {
      const told = entry.verb === 'text_edited' || entry.verb === 'note_added' ? entry.facts.id : '';
      if (told === item) stream.entries[i] = { ...entry, words: null };
    }
  }

  #find(person: string, id: string): Item | undefined {
    return this.stream('').items.get(id) ?? this.stream(person).items.get(id);
  }

  #doc(id: string): { epoch: number; doc: Y.Doc } {
    const known = this.texts.get(id);
    if (known) return known;
    const item = [...this.#streams.values()].map(({ items }) => items.get(id)).find(Boolean);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, baseUpdate(Y, item?.text ?? ''));
    const text = { epoch: 0, doc };
    this.texts.set(id, text);
    return text;
  }
}

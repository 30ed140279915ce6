/**
 * What the server's messages look like. A server, a proxy or another version may send anything; what is
 * not as declared in docs/board-protocol.md goes no further than this (B15). Fields that nobody declared
 * are let pass.
 */

import type * as Gen from '../../api/wire.gen';
import type { Entry, FromServer } from '../model/types';
import { parseInstant } from './time';

type Check = (value: unknown) => boolean;
type Fields<T> = Readonly<Required<Record<Exclude<keyof T, 't'>, Check>>>;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const whole: Check = Number.isSafeInteger;
const count: Check = (value) => whole(value) && (value as number) >= 0;
const matches = (form: RegExp): Check => (value) => typeof value === 'string' && form.test(value);
const order = matches(/^[0-9A-Za-z]{1,64}$/);
const packed: Check = (value) => typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
const instant: Check = (value) => typeof value === 'string' && Number.isFinite(parseInstant(value));
const only = (...names: readonly unknown[]): Check => (value) => names.includes(value);
const orNull = (check: Check): Check => (value) => value === null || check(value);
const optional = (check: Check): Check => (value) => value === undefined || check(value);
const list = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const each = (check: Check): Check => (value) => isRecord(value) && Object.values(value).every(check);

function fields<T>(shape: Fields<T>): Check {
  const checks = Object.entries<Check>(shape);
  return (value) => isRecord(value) && checks.every(([name, check]) => check(value[name]));
}

const kinds = (shapes: Readonly<Record<string, Check>>): Check => (value) =>
  isRecord(value) && typeof value.kind === 'string' && Object.hasOwn(shapes, value.kind) && (shapes[value.kind]?.(value) ?? false);

const colour = only('yellow', 'orange', 'pink', 'purple', 'blue', 'green', 'grey');
const mode = only('open', 'silent');
const streamKind = only('board', 'own');
const deleted = optional(only(true));
const spot = fields<Gen.Spot>({ x: orNull(whole), y: orNull(whole), item: orNull(text) });
const place = { id: text, x: whole, y: whole, z: order };
const made = { ...place, author: text, created: instant };
const picture = { w: count, h: count, file: text };
const note = { ...made, kind: text, changed: instant, colour, text, epoch: count, deleted };
const image = { ...made, kind: text, changed: instant, ...picture, digest: text, text, epoch: count, deleted };
const item = kinds({ note: fields<Gen.NoteItem>(note), image: fields<Gen.ImageItem>(image) });
const revealedItem = kinds({
  note: fields<Gen.RevealedNote>({ ...made, kind: text, colour, epoch: count }),
  image: fields<Gen.RevealedImage>({ ...made, kind: text, ...picture, epoch: count }),
});
const person = fields<Gen.PersonView>({ id: text, label: text, role: text, here: flag });
const texts = fields<Gen.WholeTexts>({
  texts: list(fields<Gen.WholeText>({ id: text, text, state: orNull(packed), digest: optional(text) })),
});
const none: Check = (value) => value === null;

/** What an entry of each verb says. */
const VERBS: Readonly<Record<Entry['verb'], readonly [facts: Check, words: Check]>> = {
  note_added: [fields<Gen.NoteAdded>({ ...place, colour }), fields<Gen.NoteWords>({ text })],
  image_added: [fields<Gen.ImageAdded>({ ...place, ...picture }), fields<Gen.ImageWords>({ text, digest: text })],
  items_moved: [fields<Gen.ItemsMoved>({ moves: list(fields<Gen.Placed>(place)) }), none],
  items_coloured: [fields<Gen.ItemsColoured>({ ids: list(text), colour }), none],
  items_deleted: [fields<Gen.ItemsDeleted>({ ids: list(text) }), none],
  text_edited: [
    fields<Gen.TextEdited>({ id: text, epoch: count }),
    fields<Gen.EditWords>({ update: packed, at: count, remove: count, insert: text }),
  ],
  items_revealed: [fields<Gen.ItemsRevealed>({ mode, items: list(revealedItem) }), texts],
  items_published: [fields<Gen.ItemsPublished>({ ids: list(text) }), none],
  texts_rewritten: [fields<Gen.TextsRewritten>({ items: list(fields<Gen.RewrittenItem>({ id: text, epoch: count })) }), texts],
  file_uploaded: [fields<Gen.FileUploaded>({ file: text, width: count, height: count, bytes: count }), fields<Gen.FileWords>({ digest: text })],
  files_removed: [fields<Gen.FilesRemoved>({ files: list(text), why: text }), none],
};

/** What no entry can be counted without; the rest may be left aside. */
const entry = fields<Pick<Entry, 'seq' | 'actor' | 'verb' | 'op'>>({ seq: count, actor: text, verb: text, op: text });

/** Whether the page can do what an entry of a verb it knows says. */
export function isReadable({ verb, at, facts, words }: Entry): boolean {
  if (!Object.hasOwn(VERBS, verb)) return true;
  const [hasFacts, hasWords] = VERBS[verb];
  return instant(at) && hasFacts(facts) && (words === null || hasWords(words));
}

const board = fields<Gen.BoardView>({ id: text, title: text, mode, challenge: orNull(text) });
const you = fields<Gen.You>({ person: text, role: text, y_client: count });
const head = { id: text, kind: streamKind, seq: count, hash: text };
const answer = { protocol: count, epoch: text, now: instant, you, board, may: list(text), people: list(person) };

const MESSAGES: Readonly<Record<FromServer['t'], Check>> = {
  welcome: fields<Gen.Welcome>({ ...answer, streams: list(fields<Gen.Snapshot>({ ...head, count })) }),
  items: fields<Gen.Items>({ stream: text, items: list(item) }),
  caught_up: fields<Gen.CaughtUp>({ ...answer, streams: list(fields<Gen.Tail>({ ...head, entries: list(entry) })) }),
  entries: fields<Gen.Entries>({ stream: text, hash: text, entries: list(entry) }),
  accepted: fields<Gen.Accepted>({ op_id: text, stream: text, seq: count }),
  refused: fields<Gen.Refused>({ op_id: orNull(text), code: text, message: text }),
  text: fields<Gen.TextState>({ item: text, epoch: count, state: packed }),
  people: fields<Gen.People>({ people: list(person) }),
  presence: fields<Gen.Presences>({ people: each(orNull(spot)) }),
  rules: fields<Gen.RulesNow>({ mode, may: list(text) }),
  beat: fields<Gen.Beat>({ now: instant, heads: each(count) }),
  pong: fields<Gen.Pong>({ n: count, now: instant }),
  mark: fields<Gen.Mark>({ n: count }),
  bye: fields<Gen.Bye>({ code: text, retry_ms: count }),
};

/** Whether a message is of a kind that this page knows. */
export function isKnown(value: unknown): value is { readonly t: FromServer['t'] } {
  return isRecord(value) && typeof value.t === 'string' && Object.hasOwn(MESSAGES, value.t);
}

/** Whether a message of a kind that is known is as declared. */
export function isAsDeclared(message: { readonly t: FromServer['t'] }): message is FromServer {
  return MESSAGES[message.t](message);
}

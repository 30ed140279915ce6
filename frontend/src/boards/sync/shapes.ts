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
const spot = fields<Gen.Spot>({ x: orNull(whole), y: orNull(whole), item: orNull(text), chosen: optional(list(text)) });
const place = { id: text, x: whole, y: whole, z: order };
const by = { author: text, created: instant };
const maybeText = optional(text);
const maybeCount = optional(count);
const path = list(count);
const size = { w: count, h: count };
const noteSize = { w: maybeCount, h: maybeCount };
const adding = { ...place, zone: maybeText, copied_from: maybeText, lang: maybeText };
const carried = {
  zone: maybeText, first_zone: maybeText, group: maybeText, locked: maybeText, resolved: optional(only(true)),
  reactions: optional(each(list(text))), copied_from: maybeText, lang: maybeText,
};
const writes = optional(
  fields<Gen.Writes>({
    place: maybeCount, size: maybeCount, colour: maybeCount, text: maybeCount, relation: maybeCount, group: maybeCount,
    locked: maybeCount, resolved: maybeCount, deleted: maybeCount,
  }),
);
const relation = only('builds_on', 'merges', 'contradicts', 'answers', 'relates_to');
const picture = { ...size, file: text };
const stroke = { ...size, colour, weight: count };
const connector = { source: text, target: text, relation };
const comment = { on: text, answers: maybeText };
const lasting = { kind: text, ...by, changed: instant, text, epoch: count, ...carried, writes, deleted };
const item = kinds({
  note: fields<Gen.NoteItem>({ ...lasting, ...place, colour, ...noteSize }),
  image: fields<Gen.ImageItem>({ ...lasting, ...place, ...picture, digest: text }),
  text: fields<Gen.TextItem>({ ...lasting, ...place, ...size }),
  zone: fields<Gen.ZoneItem>({ ...lasting, ...place, ...size, colour }),
  cluster: fields<Gen.ClusterItem>({ ...lasting, ...place, ...size }),
  stroke: fields<Gen.StrokeItem>({ ...lasting, ...place, ...stroke, path }),
  connector: fields<Gen.ConnectorItem>({ ...lasting, id: text, ...connector }),
  comment: fields<Gen.CommentItem>({ ...lasting, id: text, ...comment }),
});
const shown = { kind: text, ...by, epoch: count, ...carried };
const revealedItem = kinds({
  note: fields<Gen.RevealedNote>({ ...shown, ...place, colour, ...noteSize }),
  image: fields<Gen.RevealedImage>({ ...shown, ...place, ...picture }),
  text: fields<Gen.RevealedText>({ ...shown, ...place, ...size }),
  zone: fields<Gen.RevealedZone>({ ...shown, ...place, ...size, colour }),
  cluster: fields<Gen.RevealedCluster>({ ...shown, ...place, ...size }),
  stroke: fields<Gen.RevealedStroke>({ ...shown, ...place, ...stroke }),
  connector: fields<Gen.RevealedConnector>({ ...shown, id: text, ...connector }),
  comment: fields<Gen.RevealedComment>({ ...shown, id: text, ...comment }),
});
const person = fields<Gen.PersonView>({ id: text, label: text, role: text, here: flag });
const texts = fields<Gen.WholeTexts>({
  texts: list(fields<Gen.WholeText>({ id: text, text, state: orNull(packed), digest: maybeText, path: optional(path) })),
});
const none: Check = (value) => value === null;
const said = fields<Gen.ItemWords>({ text });

/** What an entry of each verb says. */
const VERBS: Readonly<Record<Entry['verb'], readonly [facts: Check, words: Check]>> = {
  note_added: [fields<Gen.NoteAdded>({ ...adding, colour, ...noteSize }), said],
  image_added: [fields<Gen.ImageAdded>({ ...adding, ...picture }), fields<Gen.ImageWords>({ text, digest: text })],
  text_added: [fields<Gen.TextAdded>({ ...adding, ...size }), said],
  zone_added: [fields<Gen.ZoneAdded>({ ...adding, ...size, colour }), said],
  cluster_added: [fields<Gen.ClusterAdded>({ ...adding, ...size, ids: list(text) }), said],
  stroke_added: [fields<Gen.StrokeAdded>({ ...adding, ...stroke }), fields<Gen.StrokeWords>({ text, path })],
  connector_added: [fields<Gen.ConnectorAdded>({ id: text, ...connector }), said],
  comment_added: [fields<Gen.CommentAdded>({ id: text, ...comment, lang: maybeText }), said],
  items_moved: [fields<Gen.ItemsMoved>({ moves: list(fields<Gen.Moved>({ ...place, zone: optional(orNull(text)) })) }), none],
  items_resized: [fields<Gen.ItemsResized>({ sizes: list(fields<Gen.Sized>({ id: text, x: whole, y: whole, ...size })) }), none],
  items_coloured: [fields<Gen.ItemsColoured>({ ids: list(text), colour }), none],
  items_grouped: [fields<Gen.ItemsGrouped>({ ids: list(text), group: orNull(text) }), none],
  items_locked: [fields<Gen.ItemsLocked>({ ids: list(text), locked: flag }), none],
  items_related: [fields<Gen.ItemsRelated>({ ids: list(text), relation }), none],
  comments_resolved: [fields<Gen.CommentsResolved>({ ids: list(text), resolved: flag }), none],
  items_deleted: [fields<Gen.ItemsDeleted>({ ids: list(text) }), none],
  items_restored: [fields<Gen.ItemsRestored>({ ids: list(text) }), none],
  reacted: [fields<Gen.Reacted>({ id: text, reaction: text, on: flag }), none],
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
  followed: fields<Gen.Followed>({ by: list(text) }),
  look: fields<Gen.Looking>({ person: text, x: whole, y: whole, w: count, h: count }),
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

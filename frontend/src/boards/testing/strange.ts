/** Frames that no server should send: good ones spoilt by a grammar of mistakes, cut off, or any JSON at all. */

import type { Random } from '../sync/ports';

type Chance = Random & { below(limit: number): number };
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const AT = '2026-03-12T08:00:00.000000Z';
const ID = 'c3'.repeat(16);
/** Stands for a number that is too great for one. */
const ENDLESS = '@@endless@@';

/** What the server says rarely; what it says often is taken from what a page has heard. */
const RARE: readonly Json[] = [
  { t: 'people', people: [{ id: ID, label: 'Glass artist', role: 'participant', here: true }] },
  { t: 'presence', people: { [ID]: { x: 1, y: 2, item: null, chosen: [ID] } } },
  { t: 'followed', by: [ID] },
  { t: 'look', person: ID, x: 1, y: 2, w: 3, h: 4 },
  { t: 'rules', mode: 'open', may: ['add_note', 'move_items'] },
  { t: 'beat', now: AT, heads: { board: 3 } },
  { t: 'pong', n: 1, now: AT },
  { t: 'mark', n: 1 },
  { t: 'bye', code: 'restart', retry_ms: 400 },
  { t: 'accepted', op_id: ID, stream: 'board', seq: 1 },
  { t: 'refused', op_id: null, code: 'busy', message: 'Not now' },
  { t: 'text', item: ID, epoch: 0, state: 'AAA=' },
];

const VALUES: readonly Json[] = [
  null, true, false, -1, 0, 1, 1.5, 2 ** 31, 2 ** 53, 1e21, ENDLESS, '', 'x', '😀', '\u0000', '__proto__', 'constructor', AT,
  '2026-13-99T99:99:99.000000Z', 'AAA', '%%%=', 'AAAA', 'a'.repeat(5_000), [], {}, [null], [[]], { id: ID }, { length: -1 },
];

export class Strange {
  readonly #chance: Chance;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** A frame made of those heard so far. */
  frame(heard: readonly string[]): string {
    const made = this.#chance.below(10);
    const good = this.#good(heard);
    if (made === 0) return this.#cut(written(good));
    if (made === 1) return written(this.#anything(4));
    if (made === 2) return this.#scratched(written(good));
    for (let times = 1 + this.#chance.below(3); times > 0; times--) this.#spoil(good);
    return written(good);
  }

  #good(heard: readonly string[]): Json {
    const rare = heard.length === 0 || this.#chance.below(3) === 0;
    return rare ? structuredClone(this.#any(RARE)) : (JSON.parse(this.#any(heard)) as Json);
  }

  /** One mistake somewhere in it: another value, something missing, something twice, one of another place. */
  #spoil(message: Json): void {
    const places = inside(message);
    if (places.length === 0) return;
    const [holder, name] = this.#any(places);
    const kind = this.#chance.below(5);
    if (Array.isArray(holder)) {
      if (kind === 0) holder.splice(Number(name), 1);
      else if (kind === 1) holder.push(structuredClone(holder[Number(name)] ?? null));
      else holder[Number(name)] = this.#value(places);
    } else if (kind === 0) Reflect.deleteProperty(holder, name);
    else if (kind === 1) holder[`${name}s`] = this.#value(places);
    else holder[name] = this.#value(places);
  }

  #value(places: readonly Place[]): Json {
    if (this.#chance.below(4) > 0) return structuredClone(this.#any(VALUES));
    const [holder, name] = this.#any(places);
    return structuredClone((Array.isArray(holder) ? holder[Number(name)] : holder[name]) ?? null);
  }

  #cut(text: string): string {
    return text.slice(0, this.#chance.below(text.length));
  }

  /** Some characters are others. */
  #scratched(text: string): string {
    const letters = Array.from(text);
    for (let times = 1 + this.#chance.below(4); times > 0; times--) {
      letters[this.#chance.below(letters.length)] = this.#any(['"', '{', ']', '9', '-', 'e', 'A', '=', ',', '\\', 'ž']);
    }
    return letters.join('');
  }

  #anything(depth: number): Json {
    const kind = this.#chance.below(depth > 0 ? 6 : 4);
    if (kind < 4) return structuredClone(this.#any(VALUES));
    const parts = Array.from({ length: this.#chance.below(4) }, () => this.#anything(depth - 1));
    if (kind === 4) return parts;
    return Object.fromEntries(parts.map((part) => [this.#any(['t', 'n', 'now', 'stream', 'entries', 'seq', '__proto__']), part]));
  }

  #any<T>(all: readonly T[]): T {
    const one = all[this.#chance.below(all.length)];
    if (one === undefined) throw new Error('none to choose from');
    return one;
  }
}

type Holder = Json[] | Record<string, Json>;
type Place = readonly [holder: Holder, name: string];

/** Every value in it, by where it stands. */
function inside(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [[value, name] as const, ...inside(each)]);
}

function written(value: Json): string {
  return JSON.stringify(value).replaceAll(`"${ENDLESS}"`, '1e999');
}

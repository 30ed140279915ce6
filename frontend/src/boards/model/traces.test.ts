// @vitest-environment node
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cases } from '../testing/cases';
import { canonical } from './hash';
import { isConnector, isPlaced } from './kinds';
import { BoardStore } from './store';
import type { Entry, Item, StreamKind } from './types';

/** What somebody who joined was welcomed with; after an erasure it agrees with what comes from then on. */
interface Welcome {
  readonly seq: number;
  readonly agrees_from: number;
  readonly items: readonly Item[];
}

interface TracedStream {
  readonly id: string;
  readonly kind: StreamKind;
  readonly entries: readonly Entry[];
  readonly welcomes: readonly Welcome[];
  /** The state hash after so many entries. */
  readonly states: readonly string[];
}

/** The history of a board as the shipped server made it (tests/boards/traces.py). */
interface Trace {
  readonly name: string;
  readonly streams: readonly TracedStream[];
  readonly readers: readonly { readonly person: string; readonly role: string; readonly streams: readonly string[] }[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How a store that was welcomed so goes through the rest of the stream; how often it was compared. */
function follow(store: BoardStore, { id, entries, states }: TracedStream, { seq, agrees_from: since }: Welcome): number {
  let compared = 0;
  for (let at = seq; at < states.length; at++) {
    const entry = entries[at - 1];
    if (at > seq && entry) store.applyEntry(id, entry);
    if (at < since) continue;
    expect(sha256(canonical(store.stream(id)?.items.values() ?? [])), `${id} after ${at}`).toBe(states[at]);
    compared++;
  }
  return compared;
}

const traces = cases<Trace>('traces');
const readers = traces.flatMap(({ name, streams, readers: all }) =>
  all.map((reader) => ({ ...reader, name, mine: streams.filter(({ id }) => reader.streams.includes(id)) })),
);

describe('histories of the server', () => {
  it.each(readers)('[B10] $name: every welcome of the $role folds into every later state', ({ person, mine }) => {
    let compared = 0;
    for (const stream of mine) {
      for (const welcome of stream.welcomes) {
        const store = new BoardStore(person);
        const others = mine.filter((other) => other !== stream).map(({ id, kind }) => ({ id, kind, seq: 0, hash: '', items: [] }));
        store.replaceStreams([{ id: stream.id, kind: stream.kind, seq: welcome.seq, hash: '', items: welcome.items }, ...others]);
        compared += follow(store, stream, welcome);
      }
    }
    expect(compared).toBeGreaterThan(3);
  });

  it('[B10] from nothing, both streams of everybody, and the view is what they hold', () => {
    for (const { person, mine } of readers) {
      const store = new BoardStore(person);
      store.replaceStreams(mine.map(({ id, kind }) => ({ id, kind, seq: 0, hash: '', items: [] })));
      for (const stream of mine) follow(store, stream, { seq: 0, agrees_from: 0, items: [] });
      const held = new Map(mine.flatMap(({ id }) => [...(store.stream(id)?.items ?? [])]));
      const living = [...held.values()].filter(({ deleted }) => !deleted);
      const placed = living.filter(isPlaced);
      expect(new Map(store.items().map(({ id, text, epoch }) => [id, [text, epoch]]))).toEqual(
        new Map(placed.map(({ id, text, epoch }) => [id, [text, epoch]])),
      );
      const there = new Set(placed.map(({ id }) => id));
      const links = living.filter(isConnector).filter(({ source, target }) => there.has(source) && there.has(target));
      expect(store.connectors().map(({ id }) => id).sort()).toEqual(links.map(({ id }) => id).sort());
    }
  });

  it('[E2] hold rewritten texts, private ones too', () => {
    const verbs = new Set(traces.flatMap(({ streams }) => streams.flatMap(({ kind, entries }) => entries.map(({ verb }) => `${kind} ${verb}`))));
    for (const verb of ['board texts_rewritten', 'own texts_rewritten', 'board items_revealed', 'own items_published']) expect(verbs).toContain(verb);
  });
});

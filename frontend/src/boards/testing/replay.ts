/** Lets a page hear again what a page of the simulation heard, and tells what it holds then. */

import { createHash } from 'node:crypto';
import { canonical } from '../model/hash';
import type { SocketEvents } from '../sync/ports';
import { Session } from '../sync/session';
import { memoryShelf } from '../sync/shelf';
import { VirtualClock, seeded } from './virtual';

/** What a page heard of a board's content, socket by socket, and what became of its streams. */
export interface Trace {
  readonly person: string;
  /** What its person was on the board. */
  readonly access: string;
  /** The frames of each socket, as text. */
  readonly wires: readonly (readonly string[])[];
  /** Stream → how far it came, and its state hash there. */
  readonly streams: Readonly<Record<string, readonly [seq: number, hash: string]>>;
}

/** Shorter than a page waits before it dials again, or gives up a socket that says nothing. */
const A_WHILE = 500;

/** What the shipped session makes of a trace's frames. */
export function replay({ person, wires }: Trace): Trace['streams'] {
  const clock = new VirtualClock();
  const dialled: SocketEvents[] = [];
  const session = new Session({
    ...{ boardId: 'replayed', person, url: '', mode: 'open', clock, random: seeded(1) },
    ...{ shelf: memoryShelf(), tabShelf: memoryShelf() },
    loadYjs: () => new Promise(() => undefined),
    socket(_url, events) {
      dialled.push(events);
      return { send: () => undefined, close: () => undefined };
    },
  });
  session.start();
  for (const frames of wires) {
    while (dialled.length === 0) clock.pass(A_WHILE);
    const heard = dialled.splice(0).at(-1);
    heard?.opened();
    for (const frame of frames) heard?.frame(frame);
    heard?.closed(1006);
  }
  const hash = (items: Parameters<typeof canonical>[0]): string => createHash('sha256').update(canonical(items)).digest('hex');
  return Object.fromEntries(session.store.streams().map(({ id, seq, items }) => [id, [seq, hash(items.values())]]));
}

/** Who is on the board and where, what I may do there, and in which mode it is (B7). */

import type { CaughtUp, Mode, Person, Spot, ToServer } from '../model/types';
import { Value } from '../model/value';
import type { About } from './about';
import type { Whole } from './pieces';
import type { Clock } from './ports';
import { PresenceIn, PresenceOut } from './presence';
import type { Shelf } from './shelf';

export interface CompanyEnds {
  readonly me: string;
  readonly shelf: Shelf;
  readonly prefix: string;
  readonly clock: Clock;
  readonly isLive: () => boolean;
  readonly send: (message: ToServer) => void;
}

export class Company {
  readonly about = new Value<About | null>(null);
  readonly people = new Value<readonly Person[]>([]);
  readonly theirs: PresenceIn;
  readonly mine: PresenceOut;
  readonly #shelf: Shelf;
  readonly #modeKey: string;
  #mode: Mode;

  /** `mode`: what the page knows already; else the board is in the mode of the last visit. */
  constructor({ me, shelf, prefix, clock, isLive, send }: CompanyEnds, mode: Mode | undefined) {
    this.#shelf = shelf;
    this.#modeKey = `${prefix}/mode`;
    this.#mode = mode ?? (shelf.get(this.#modeKey) === 'open' ? 'open' : 'silent');
    this.theirs = new PresenceIn(me);
    this.mine = new PresenceOut(clock, () => isLive() && this.#mode !== 'silent', send);
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** Taken in: what the server says of the board, of me and of the others. */
  joined({ you, board, may, people }: Whole | CaughtUp): void {
    this.people.set(people);
    this.about.set({ you, board, mode: board.mode, may });
    this.#setMode(board.mode);
  }

  ruled(mode: Mode, may: About['may']): void {
    const about = this.about.get();
    if (about) this.about.set({ ...about, mode, may });
    this.#setMode(mode);
  }

  met(people: readonly Person[]): void {
    const known = new Map(this.people.get().map((person) => [person.id, person]));
    for (const person of people) known.set(person.id, person);
    this.people.set([...known.values()]);
    this.theirs.heard(Object.fromEntries(people.filter(({ here }) => !here).map(({ id }) => [id, null])));
  }

  /** Where others are; nothing of it is shown in silence. */
  heard(people: Readonly<Record<string, Spot | null>>): void {
    if (this.#mode !== 'silent') this.theirs.heard(people);
  }

  /** The link is away: nobody is seen any more, nor seen by others. */
  down(): void {
    this.mine.stop();
    this.theirs.clear();
  }

  #setMode(mode: Mode): void {
    this.#mode = mode;
    this.#shelf.put(this.#modeKey, mode);
    if (mode === 'silent') this.down();
  }
}

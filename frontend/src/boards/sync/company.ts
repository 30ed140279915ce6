/** Who is on the board and where, what I may do there, and in which mode it is (B7). */

import type { CaughtUp, Look, Mode, Person, Sight, Spot, ToServer } from '../model/types';
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
  /** Who follows me. */
  readonly followed = new Value<readonly string[]>([]);
  /** Where the one I follow looks. */
  readonly sight = new Value<Sight | null>(null);
  readonly theirs: PresenceIn;
  readonly mine: PresenceOut;
  readonly #shelf: Shelf;
  readonly #modeKey: string;
  readonly #say: (message: ToServer) => void;
  #mode: Mode;

  /** `mode`: what the page knows already; else the board is in the mode of the last visit. */
  constructor({ me, shelf, prefix, clock, isLive, send }: CompanyEnds, mode: Mode | undefined) {
    this.#shelf = shelf;
    this.#modeKey = `${prefix}/mode`;
    this.#mode = mode ?? (shelf.get(this.#modeKey) === 'open' ? 'open' : 'silent');
    this.theirs = new PresenceIn(me);
    const isSeen = (): boolean => isLive() && this.#mode !== 'silent';
    this.#say = (message) => {
      if (isSeen()) send(message);
    };
    this.mine = new PresenceOut(clock, isSeen, send);
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
    const wasSilent = this.#mode === 'silent';
    this.#setMode(mode);
    if (wasSilent) this.seenAgain();
  }

  met(people: readonly Person[]): void {
    const known = new Map(this.people.get().map((person) => [person.id, person]));
    for (const person of people) known.set(person.id, person);
    this.people.set([...known.values()]);
    this.theirs.heard(Object.fromEntries(people.filter(({ here }) => !here).map(({ id }) => [id, null])));
  }

  /** Follows somebody from now on, or nobody any more. */
  follow(person: string | null): void {
    this.sight.set(null);
    this.#say({ t: 'follow', person });
  }

  /** Where I look, for whoever follows me. */
  look(view: Look): void {
    if (this.followed.get().length > 0) this.#say({ t: 'look', ...view });
  }

  /** I may be seen again: what I have chosen is told anew. */
  seenAgain(): void {
    this.mine.again();
  }

  /** Where others are; nothing of it is shown in silence. */
  heard(people: Readonly<Record<string, Spot | null>>): void {
    if (this.#mode !== 'silent') this.theirs.heard(people);
  }

  /** The link is away: nobody is seen any more, nor seen by others. */
  down(): void {
    this.mine.stop();
    this.theirs.clear();
    this.sight.set(null);
    if (this.followed.get().length > 0) this.followed.set([]);
  }

  #setMode(mode: Mode): void {
    this.#mode = mode;
    this.#shelf.put(this.#modeKey, mode);
    if (mode === 'silent') this.down();
  }
}

/**
 * The letters that edits put in, read from their updates (Y format 1) without Yjs and without the document
 * they were made on: what is left of my typing when its text was rewritten meanwhile (E6).
 */

const DELETED = 1;
const TEXT = 4;
const HOLE = 10;

interface Place {
  readonly client: number;
  readonly clock: number;
}

interface Run extends Place {
  readonly units: readonly string[];
  readonly left: Place | null;
  readonly right: Place | null;
}

interface Unit extends Place {
  readonly text: string;
}

/**
 * What these edits typed and did not take out again, in the order in which it stood. Letters that stood
 * apart, with those of others between them, come in lines of their own.
 */
export function lettersOf(updates: readonly Uint8Array[]): string {
  const pieces: Unit[][] = [];
  const gone = new Set<string>();
  const known = new Set<string>();
  for (const update of updates) {
    const { runs, deleted } = read(update);
    for (const run of runs) place(pieces, run, known);
    for (const each of deleted) gone.add(key(each));
  }
  const lines = pieces.map((piece) => piece.map((unit) => (gone.has(key(unit)) ? '' : unit.text)).join(''));
  return lines.filter((line) => line !== '').join('\n');
}

const key = ({ client, clock }: Place): string => `${client}/${clock}`;
const same = (a: Place | null, b: Place): boolean => a?.client === b.client && a.clock === b.clock;

function place(pieces: Unit[][], { client, clock, units, left, right }: Run, known: Set<string>): void {
  const fresh = units.map((text, i) => ({ client, clock: clock + i, text })).filter((unit) => !known.has(key(unit)));
  const [first] = fresh;
  if (!first) return;
  for (const unit of fresh) known.add(key(unit));
  const after = first.clock > clock ? { client, clock: first.clock - 1 } : left;
  for (const piece of pieces) {
    const at = after ? piece.findIndex((unit) => same(after, unit)) : -1;
    const before = at < 0 && right ? piece.findIndex((unit) => same(right, unit)) : -1;
    if (at < 0 && before < 0) continue;
    piece.splice(at < 0 ? before : at + 1, 0, ...fresh);
    return;
  }
  pieces.push(fresh);
}

/** What an update holds; nothing where it is none of a plain text. */
function read(update: Uint8Array): { runs: Run[]; deleted: Place[] } {
  try {
    const reader = new Reader(update);
    return { runs: reader.runs(), deleted: reader.deleted() };
  } catch {
    return { runs: [], deleted: [] };
  }
}

class Reader {
  readonly #data: Uint8Array;
  #at = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  runs(): Run[] {
    const found: Run[] = [];
    for (let clients = this.#number(); clients > 0; clients--) {
      let structs = this.#number();
      const client = this.#number();
      let clock = this.#number();
      for (; structs > 0; structs--) {
        const info = this.#byte();
        if (info === HOLE) clock += this.#number();
        else {
          const run = this.#run({ client, clock }, info);
          found.push(run);
          clock += run.units.length;
        }
      }
    }
    return found;
  }

  deleted(): Place[] {
    const found: Place[] = [];
    for (let clients = this.#number(); clients > 0; clients--) {
      const client = this.#number();
      for (let spans = this.#number(); spans > 0; spans--) {
        const start = this.#number();
        const length = Math.min(this.#number(), this.#data.length * 1_000);
        for (let i = 0; i < length; i++) found.push({ client, clock: start + i });
      }
    }
    return found;
  }

  #run(start: Place, info: number): Run {
    const kind = info & 0x1f;
    if (kind !== TEXT && kind !== DELETED) throw new Error('not a plain text');
    const left = info & 0x80 ? this.#place() : null;
    const right = info & 0x40 ? this.#place() : null;
    if (!left && !right) {
      this.#number();
      this.#string();
    }
    const units = kind === TEXT ? this.#string().split('') : Array.from({ length: this.#number() }, () => '');
    return { ...start, units, left, right };
  }

  #place(): Place {
    return { client: this.#number(), clock: this.#number() };
  }

  #string(): string {
    const length = this.#number();
    this.#at += length;
    return new TextDecoder().decode(this.#data.subarray(this.#at - length, this.#at));
  }

  #number(): number {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
    }
  }

  #byte(): number {
    const byte = this.#data[this.#at++];
    if (byte === undefined) throw new Error('cut off');
    return byte;
  }
}

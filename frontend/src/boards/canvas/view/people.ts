import type { Person, Spot } from '../../sync';

/** The name of a person, as she gave it. */
export function labelOf(people: readonly Person[], id: string): string {
  return people.find((person) => person.id === id)?.label ?? '';
}

let lastCursors: ReadonlyMap<string, Spot> | null = null;
let lastEditors: ReadonlyMap<string, string> = new Map();

/** Who writes in which note, by note; worked out once for all notes that ask. */
export function editors(cursors: ReadonlyMap<string, Spot>): ReadonlyMap<string, string> {
  if (cursors !== lastCursors) {
    lastCursors = cursors;
    const found = [...cursors].flatMap(([person, { item }]) => (item === null ? [] : [[item, person] as const]));
    lastEditors = new Map(found);
  }
  return lastEditors;
}

const TINTS = ['blue', 'pink', 'green', 'orange', 'purple', 'yellow', 'grey'] as const;

/** Always the same colour for the same person. */
export function tintOf(person: string): (typeof TINTS)[number] {
  let hash = 2166136261;
  for (const unit of person) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619);
  return TINTS[((hash >>> 0) >>> 7) % TINTS.length] ?? 'grey';
}

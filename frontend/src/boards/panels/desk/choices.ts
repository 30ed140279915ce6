/** What others have chosen, as it is drawn: item by item, with the names of those who have chosen it. Pure. */

export interface Chooser {
  readonly person: string;
  /** Her name stands here: on the first of what she has chosen. */
  readonly named: boolean;
}

export interface Choice {
  readonly id: string;
  readonly by: readonly Chooser[];
}

/** `lies`: whether an item is on the board; `writes`: who writes in it is said on the note itself. */
export function choicesOf(
  choices: ReadonlyMap<string, readonly string[]>,
  lies: (id: string) => boolean,
  writes: (person: string, id: string) => boolean,
): readonly Choice[] {
  const found = new Map<string, Chooser[]>();
  for (const [person, ids] of choices) {
    const shown = ids.filter((id) => lies(id) && !writes(person, id));
    shown.forEach((id, n) => found.set(id, [...(found.get(id) ?? []), { person, named: n === 0 }]));
  }
  return [...found].map(([id, by]) => ({ id, by }));
}

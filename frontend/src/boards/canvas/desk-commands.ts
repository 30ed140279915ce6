/** What only a desk has of commands: arranging, copies, and what the page opens. */

import { arrange, selectAll, zoomToSelection } from './arranging';
import { allowed, mine, several, some, COMMANDS, type Command } from './commands';
import { duplicate } from './copying';
import type { Engine } from './engine';

/** What the page itself opens. */
export interface Opens {
  readonly help: () => void;
  readonly palette: () => void;
  readonly find: () => void;
  readonly list: () => void;
  readonly map: () => void;
}

const may = { possible: (engine: Engine): boolean => several(engine) && mine('move_items')(engine) };
const copies = (engine: Engine): boolean => some(engine) && engine.desk.mayAdd();
/** What lies on the board for everybody; a note of mine alone nobody else has seen. */
const flaggable = (engine: Engine): boolean => {
  const [id, another] = engine.selection.get();
  return id !== undefined && another === undefined && engine.scene.item(id)?.minePrivate === false;
};

const ARRANGING: readonly Command[] = [
  { id: 'align_left', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'left') },
  { id: 'align_centre', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'centre') },
  { id: 'align_right', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'right') },
  { id: 'align_top', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'top') },
  { id: 'align_middle', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'middle') },
  { id: 'align_bottom', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'bottom') },
  { id: 'spread_across', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'x') },
  { id: 'spread_down', part: 'arrange', keys: [], ...may, run: (engine) => arrange(engine, 'y') },
  { id: 'tidy', part: 'arrange', keys: ['Shift+t'], ...may, run: (engine) => arrange(engine, 'grid') },
];

const COPYING: readonly Command[] = [
  { id: 'all', part: 'choose', keys: ['Mod+a'], possible: (engine) => engine.scene.count > 0, run: selectAll },
  { id: 'duplicate', part: 'write', keys: ['Mod+d'], possible: copies, run: (engine) => void duplicate(engine) },
  { id: 'front', part: 'arrange', keys: [']', 'Alt+PageUp'], possible: mine('move_items'), run: (engine) => engine.desk.raise(engine.selection.get(), 'front') },
  { id: 'back', part: 'arrange', keys: ['[', 'Alt+PageDown'], possible: mine('move_items'), run: (engine) => engine.desk.raise(engine.selection.get(), 'back') },
  { id: 'zoom_chosen', part: 'look', keys: ['Shift+2', 'Shift+f'], possible: some, run: zoomToSelection },
];

/** What is offered by its name alone, and what the page opens. */
const opening = ({ help, palette, find, list, map }: Opens): readonly Command[] => [
  { id: 'structure', part: 'write', keys: [], possible: allowed('add_zone'), run: (engine) => engine.choosing.set(true) },
  { id: 'flag', part: 'board', keys: ['r'], possible: flaggable, run: (engine) => engine.flagging.set([...engine.selection.get()][0] ?? null) },
  { id: 'find', part: 'board', keys: ['Mod+f'], run: find },
  { id: 'palette', part: 'board', keys: ['Mod+k'], run: palette },
  { id: 'list', part: 'look', keys: [], run: list },
  { id: 'map', part: 'look', keys: ['m'], run: map },
  { id: 'help', part: 'board', keys: ['?', 'F1'], run: help },
];

export const deskCommands = (opens: Opens): readonly Command[] => [...COMMANDS, ...COPYING, ...ARRANGING, ...opening(opens)];

/** Those that make sense by their names now, each once. */
export function offered(engine: Engine, commands: readonly Command[]): Command[] {
  const seen = new Set(['palette']);
  return commands.filter(({ id, keyOnly, possible }) => {
    if (seen.has(id) || keyOnly || !(possible?.(engine) ?? true)) return false;
    seen.add(id);
    return true;
  });
}

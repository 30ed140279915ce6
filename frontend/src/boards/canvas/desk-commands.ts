/** What only a desk has of commands: arranging, copies, and what the page opens. */

import { arrange, selectAll, zoomToSelection } from './arranging';
import { several, some, COMMANDS, type Command } from './commands';
import { duplicate } from './copying';

/** What the page itself opens. */
export interface Opens {
  readonly help: () => void;
}

const may = { possible: several };

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
  { id: 'all', part: 'choose', keys: ['Mod+a'], run: selectAll },
  { id: 'duplicate', part: 'write', keys: ['Mod+d'], possible: some, run: (engine) => void duplicate(engine) },
  { id: 'front', part: 'arrange', keys: [']'], possible: some, run: (engine) => engine.desk.raise(engine.selection.get(), 'front') },
  { id: 'back', part: 'arrange', keys: ['['], possible: some, run: (engine) => engine.desk.raise(engine.selection.get(), 'back') },
  { id: 'zoom_chosen', part: 'look', keys: ['Shift+2', 'Shift+f'], possible: some, run: zoomToSelection },
];

export const deskCommands = ({ help }: Opens): readonly Command[] => [
  ...COMMANDS, ...COPYING, ...ARRANGING, { id: 'help', part: 'board', keys: ['?'], run: help },
];

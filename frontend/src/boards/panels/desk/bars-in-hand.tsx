import { useEffect } from 'react';
import { arrange } from '../../canvas/arranging';
import { COMMANDS, several, some, type Command } from '../../canvas/commands';
import { duplicate } from '../../canvas/copying';
import { useWorkspace } from '../../canvas/view/workspace';
import { sentAnew } from '../picture/send-anew';
import { LinkBar } from './link-bar';
import { SelectionBar } from './selection-bar';
import { TellView } from './tell-view';

/** What a hand without keys finds in the bar of what is chosen. */
const BY_HAND: readonly Command[] = [
  ...COMMANDS,
  { id: 'tidy', part: 'arrange', keys: [], possible: several, run: (engine) => arrange(engine, 'grid') },
  { id: 'duplicate', part: 'write', keys: [], possible: some, run: (engine) => void duplicate(engine) },
];

/** The bars of what is chosen, where there is no desk: after a long press, and for a connection. Comes late. */
export function BarsInHand() {
  const { board, engine } = useWorkspace();
  useEffect(() => {
    engine.sendAnew.set((files) => sentAnew(board.about.get()?.board.id ?? '', files));
  }, [board, engine]);
  return (
    <>
      <LinkBar />
      <SelectionBar commands={BY_HAND} />
      <TellView />
    </>
  );
}

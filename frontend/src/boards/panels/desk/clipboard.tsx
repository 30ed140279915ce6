import { useEffect, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../shared/ui';
import { intoSight, putNotes, readFrom, writeTo } from '../../canvas/clipboard';
import { putAll } from '../../canvas/copying';
import type { Engine } from '../../canvas/engine';
import { notesIn, type PastedNote } from '../../canvas/pasted-text';
import { may } from '../../canvas/rights';
import { useWorkspace } from '../../canvas/view/workspace';
import { TEXT_LIMIT } from '../../model/wire';
import { Sheet } from '../ui/sheet';
import { incoming, type Incoming } from './incoming';

/** More notes than this are not put on a board without a question. */
const MANY = 100;

/** Whether the keyboard is on the board, not in a text, a sheet or a bar. */
const isOnBoard = (): boolean => document.activeElement?.closest('[role=application]') != null && document.activeElement.closest('textarea, input') === null;

function copied(event: ClipboardEvent, engine: Engine): void {
  if (!isOnBoard() || !event.clipboardData || !writeTo(event.clipboardData, engine)) return;
  event.preventDefault();
  if (event.type === 'cut') engine.deleteSelected();
}

/** What is done with what was pasted and must be looked at first. */
interface Takes {
  readonly notes: (notes: readonly PastedNote[]) => void;
  readonly files: (incoming: Incoming) => void;
}

/** Our own before words, and words before pictures: a table copied from a spreadsheet is a picture as well. */
function pasted(event: ClipboardEvent, engine: Engine, takes: Takes): void {
  const data = event.clipboardData;
  if (!isOnBoard() || !data || !engine.desk.mayAdd()) return;
  const clips = readFrom(data);
  const notes = clips ? [] : notesIn(data.getData('text/plain'), TEXT_LIMIT);
  if (clips === null && notes.length === 0 && data.files.length === 0) return;
  event.preventDefault();
  if (clips) void putAll(engine, clips, intoSight(engine, clips));
  else if (notes.length > MANY) takes.notes(notes);
  else if (notes.length > 0) putNotes(engine, notes);
  else if (may(engine.board.about.get(), 'add_image')) takes.files(incoming(data.files, null));
}

/** Copies, cuts and pastes with the system's clipboard, while the keyboard is on the board. */
export function Clipboard({ onFiles }: { onFiles: (incoming: Incoming) => void }) {
  const { engine } = useWorkspace();
  const [asked, setAsked] = useState<readonly PastedNote[] | null>(null);
  useEffect(() => {
    const copy = (event: ClipboardEvent): void => copied(event, engine);
    const paste = (event: ClipboardEvent): void => pasted(event, engine, { notes: setAsked, files: onFiles });
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [engine, onFiles]);
  return asked && <Question notes={asked} onDone={() => setAsked(null)} />;
}

function Question({ notes, onDone }: { notes: readonly PastedNote[]; onDone: () => void }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const count = notes.length;
  // The keyboard goes back to the board; this is gone by then.
  useEffect(() => () => engine.focus([...engine.selection.get()][0] ?? null), [engine]);
  const put = (): void => {
    onDone();
    putNotes(engine, notes);
  };
  return (
    <Sheet
      question
      title={t`${plural(count, { one: 'Put # note on the board?', other: 'Put # notes on the board?' })}`}
      onClose={onDone}
      actions={
        <>
          <Button onPress={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button kind="go" onPress={put}>
            <Trans>Put on the board</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>Each line or cell that you pasted becomes a note of its own.</Trans>
      </p>
    </Sheet>
  );
}

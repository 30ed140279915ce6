import { useRef, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import type { NotPlaced } from '../sync';
import { useObservable } from '../canvas/view/observe';
import { previewOf } from '../canvas/view/picture';
import { useWorkspace } from '../canvas/view/workspace';
import { copyText } from './copy';
import styles from './tray.module.css';

/** Selects the text itself, for whoever has to copy by hand. */
function selectAll(element: HTMLElement | null): void {
  if (element) getSelection()?.selectAllChildren(element);
}

function CopyButton({ entry, text }: { entry: NotPlaced; text: React.RefObject<HTMLElement | null> }) {
  const { board } = useWorkspace();
  const [done, setDone] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    const copied = await copyText(board.tray.copy(entry.op_id));
    if (!copied) selectAll(text.current);
    setDone(copied);
  };
  return (
    <Button onPress={copy}>
      <span aria-live="polite">
        {done === null && <Trans>Copy</Trans>}
        {done === true && <Trans>Copied</Trans>}
        {done === false && <Trans>Selected: copy it now</Trans>}
      </span>
    </Button>
  );
}

/** Asks once more, in place: what is discarded is gone. */
function DiscardButton({ entry }: { entry: NotPlaced }) {
  const { board } = useWorkspace();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button kind="bare" onPress={() => setAsked(true)}>
        <Trans>Discard</Trans>
      </Button>
    );
  }
  return (
    <Button kind="danger" onPress={() => board.tray.discard(entry.op_id)}>
      <Trans>Discard for good</Trans>
    </Button>
  );
}

function Writing({ entry }: { entry: NotPlaced }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const about = useObservable(board.about);
  const text = useRef<HTMLParagraphElement>(null);
  const place = (): void => {
    const id = board.tray.placeAgain(entry.op_id);
    if (id !== null) engine.choose(id);
  };
  return (
    <li className={styles.entry}>
      <p ref={text} className={styles.text} data-colour={entry.colour} dir="auto">
        {entry.op.t === 'add_image' && <img className={styles.picture} src={previewOf(entry.op.file)} alt={t`Your picture`} />}
        {entry.text || (entry.op.t !== 'add_image' && <Trans>(empty)</Trans>)}
      </p>
      <p className={styles.why}>{entry.message || (entry.code === 'text_epoch' && t`This text was rewritten meanwhile`)}</p>
      <div className={styles.actions}>
        <Button kind="go" isDisabled={!about?.may.includes('add_note')} onPress={place}>
          <Trans>Put on the board</Trans>
        </Button>
        <CopyButton entry={entry} text={text} />
        <DiscardButton entry={entry} />
      </div>
    </li>
  );
}

/** Writing that was refused: nothing anybody wrote is lost. */
export function NotPlacedTray() {
  const { t } = useLingui();
  const { board, small } = useWorkspace();
  const entries = useObservable(board.tray.entries);
  const [open, setOpen] = useState(!small);
  if (entries.length === 0) return null;
  return (
    <section className={styles.tray} aria-label={t`Not placed`}>
      <button type="button" className={styles.title} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t`${plural(entries.length, { one: '# note was not placed', other: '# notes were not placed' })}`}
      </button>
      {open && (
        <>
          <p className={styles.hint}>
            <Trans>Your writing is kept here, on this device, until you decide.</Trans>
          </p>
          <ul className={styles.entries}>
            {entries.map((entry) => (
              <Writing key={entry.op_id} entry={entry} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

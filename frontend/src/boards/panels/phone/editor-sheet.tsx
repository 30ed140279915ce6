import { useLayoutEffect } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../shared/ui';
import { colourOf } from '../../model/kinds';
import { TEXT_LIMIT } from '../../model/wire';
import { endsWriting, useBoundText } from '../../canvas/view/note-editor';
import { useItem, useObservable, useStatus } from '../../canvas/view/observe';
import { StatusMark } from '../../canvas/view/status-mark';
import { useWorkspace } from '../../canvas/view/workspace';
import { BinIcon, LockMark } from '../ui/icons';
import { IconButton } from '../ui/icon-button';
import { Swatches } from '../ui/swatches';
import styles from './phone.module.css';

/** Gives the keyboard back to whatever had it. */
function useFocusReturned(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, []);
}

function Editor({ id }: { id: string }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const item = useItem(board.store, id);
  const status = useStatus(board.store, id);
  useFocusReturned();
  const area = useBoundText(id);
  const close = (): void => engine.leaveEditing();
  if (!item) return null;
  return (
    <section className={styles.editor} role="dialog" aria-modal="true" aria-label={t`Write in this note`} data-colour={colourOf(item)}>
      {item.minePrivate && (
        <p className={styles.editorPrivate}>
          <LockMark />
          <Trans>only you see this</Trans>
        </p>
      )}
      <div className={styles.editorNote}>
        <textarea
          ref={area}
          aria-label={t`Text of the note`}
          dir="auto"
          maxLength={TEXT_LIMIT}
          onKeyDown={(event) => {
            if (!endsWriting(event)) return;
            event.preventDefault();
            close();
          }}
        />
      </div>
      {item.kind === 'note' && engine.desk.mayTouch(id, 'colour_items') && (
        <Swatches value={item.colour} onChange={(colour) => engine.desk.colour([id], colour)} />
      )}
      <div className={styles.editorRow}>
        {engine.desk.mayTouch(id, 'delete_items') && (
          <IconButton label={t`Delete this note`} icon={<BinIcon />} onClick={() => engine.remove([id])} />
        )}
        <StatusMark status={status} worded />
        <Button kind="go" onPress={close}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </section>
  );
}

/** Writing in a note on a small screen: a sheet above the keyboard, letters large enough. */
export function EditorSheet() {
  const { engine, small } = useWorkspace();
  const id = useObservable(engine.editing);
  return small && id !== null ? <Editor key={id} id={id} /> : null;
}

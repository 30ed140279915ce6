import { Trans } from '@lingui/react/macro';
import { Button, EmptyState } from '../../shared/ui';
import { useItems, useObservable } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './invitation.module.css';

/** An empty board says how to begin. */
export function Invitation() {
  const { board, engine, small } = useWorkspace();
  const empty = useItems(board.store).length === 0;
  const about = useObservable(board.about);
  if (!empty || !about) return null;
  if (!about.may.includes('add_note')) {
    return (
      <div className={styles.invitation}>
        <EmptyState title={<Trans>No notes yet</Trans>}>
          <Trans>They appear here as soon as somebody writes one.</Trans>
        </EmptyState>
      </div>
    );
  }
  const begin = (
    <div className={styles.ways}>
      <Button kind="go" onPress={engine.addInMiddle}>
        <Trans>Write the first note</Trans>
      </Button>
      {!small && about.may.includes('add_zone') && (
        <Button onPress={() => engine.choosing.set(true)}>
          <Trans>Begin with a structure</Trans>
        </Button>
      )}
    </div>
  );
  return (
    <div className={styles.invitation}>
      <EmptyState title={<Trans>One thought, one note</Trans>} action={begin}>
        {small ? (
          <Trans>Double-tap where the note should lie, or press the button.</Trans>
        ) : (
          <Trans>Double-click where the note should lie, or press N and start typing.</Trans>
        )}
      </EmptyState>
    </div>
  );
}

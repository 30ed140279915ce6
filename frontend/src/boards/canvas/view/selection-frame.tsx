import { useSyncExternalStore } from 'react';
import { isSized } from '../../model/kinds';
import { UNITS } from '../geometry';
import { FAR } from '../stage';
import { useItem, useObservable, useRead } from './observe';
import styles from './selection-frame.module.css';
import { useWorkspace } from './workspace';

const CORNERS = ['nw', 'ne', 'sw', 'se'] as const;

/** Handles of the one chosen item: its corners, and where a connector begins. For the hand only; keys have ways of their own. */
export function SelectionFrame() {
  const { engine } = useWorkspace();
  const selection = useObservable(engine.selection);
  const grip = useObservable(engine.grip);
  const editing = useRead(engine.editing, (id) => id !== null);
  const far = useRead(engine.camera, ({ zoom }) => zoom < FAR);
  const [only] = selection;
  if (selection.size !== 1 || only === undefined || grip !== 'none' || editing || far) return null;
  return <Frame id={only} />;
}

function Frame({ id }: { id: string }) {
  const { board, engine } = useWorkspace();
  const item = useItem(board.store, id);
  const held = useSyncExternalStore(board.store.subscribe, () => engine.scene.held(id));
  useObservable(board.about);
  if (!item || held || (item.kind === 'zone' && !engine.desk.mayTouch(id, 'resize_items'))) return null;
  const at = engine.scene.at(id);
  if (!at) return null;
  const links = board.about.get()?.may.includes('add_connector') ?? false;
  return (
    <div className={styles.frame} style={{ translate: `${at.x / UNITS}px ${at.y / UNITS}px`, width: at.w / UNITS, height: at.h / UNITS }}>
      {isSized(item) && engine.desk.mayTouch(id, 'resize_items') && CORNERS.map((corner) => <i key={corner} className={styles.corner} data-handle={corner} />)}
      {links && item.kind !== 'zone' && (
        <i className={styles.link} data-handle="link">
          <svg viewBox="0 0 24 24">
            <path d="M4 12h13M12.5 6.5 18 12l-5.5 5.5" />
          </svg>
        </i>
      )}
    </div>
  );
}

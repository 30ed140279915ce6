import { useSyncExternalStore } from 'react';
import { useLingui } from '@lingui/react/macro';
import type { Relation, ViewConnector } from '../../sync';
import { useObservable } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';
import styles from './link-bar.module.css';
import { BinIcon, CrossIcon } from '../ui/icons';
import { IconButton } from '../ui/icon-button';
import { useRelationNames } from '../ui/relations';

const SHORT = 40;

/** The connection that is chosen: what it says, another meaning for it, and away with it. */
export function LinkBar() {
  const { board, engine } = useWorkspace();
  const id = useObservable(engine.link);
  const link = useSyncExternalStore(board.store.subscribe, () => (id === null ? undefined : board.store.hanging(id)));
  return link?.kind === 'connector' ? <Bar link={link} /> : null;
}

function Bar({ link }: { link: ViewConnector }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const names = useRelationNames();
  useObservable(board.about);
  const say = (id: string): string => {
    const text = board.store.item(id)?.text.trim() ?? '';
    return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text || t`empty note`;
  };
  const mayRelate = board.about.get()?.may.includes('relate_items') ?? false;
  return (
    <div className={styles.bar} role="group" aria-label={t`Connection`} data-own-gestures>
      <span className={styles.end} dir="auto">
        {say(link.source)}
      </span>
      <select
        className={styles.relation}
        aria-label={t`What the connection means`}
        value={link.relation}
        disabled={!mayRelate}
        onChange={(event) => engine.desk.relate(link.id, event.target.value as Relation)}
      >
        {Object.entries(names).map(([relation, name]) => (
          <option key={relation} value={relation}>
            {name}
          </option>
        ))}
      </select>
      <span className={styles.end} dir="auto">
        {say(link.target)}
      </span>
      {engine.desk.mayDeleteLink(link.id) && <IconButton label={t`Delete this connection`} shortcut="Delete" icon={<BinIcon />} onClick={engine.deleteSelected} />}
      <IconButton label={t`Close`} icon={<CrossIcon />} onClick={() => engine.chooseLink(null)} />
    </div>
  );
}

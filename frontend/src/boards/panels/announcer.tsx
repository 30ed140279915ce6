import { useEffect, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useRead } from '../canvas/view/observe';
import { useWorkspace } from '../canvas/view/workspace';
import { News, type Summary } from './news';

/** Others' changes are told together, at most this often. */
const PAUSE_MS = 5000;

function useNews(): Summary | null {
  const { board, me } = useWorkspace();
  const joined = useRead(board.about, (about) => about !== null);
  const [summary, setSummary] = useState<Summary | null>(null);
  useEffect(() => {
    if (!joined) return undefined;
    const news = new News(board.store, me);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const tell = (): void => {
      timer = null;
      const told = news.tell();
      if (told) setSummary(told);
    };
    const stop = board.store.subscribe(() => {
      news.watch();
      timer ??= setTimeout(tell, PAUSE_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [board, me, joined]);
  return summary;
}

/** Tells politely what others did, for whoever does not see it. */
export function Announcer() {
  const { t } = useLingui();
  const summary = useNews();
  const said = summary && [
    summary.added > 0 && t`${plural(summary.added, { one: '# new note', other: '# new notes' })}`,
    summary.changed > 0 && t`${plural(summary.changed, { one: '# note changed', other: '# notes changed' })}`,
    summary.said > 0 && t`${plural(summary.said, { one: '# new comment', other: '# new comments' })}`,
    summary.connected > 0 && t`${plural(summary.connected, { one: '# new connection', other: '# new connections' })}`,
    summary.deleted > 0 && t`${plural(summary.deleted, { one: '# note deleted', other: '# notes deleted' })}`,
  ];
  return (
    <div className="visually-hidden" aria-live="polite">
      {said?.filter(Boolean).join(', ')}
    </div>
  );
}

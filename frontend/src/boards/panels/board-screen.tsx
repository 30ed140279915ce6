import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { patiently } from '../../api/patience';
import { bring } from '../../shared/language';
import type { Board } from '../sync';
import type { Engine } from '../canvas/engine';
import { useObservable, useRead } from '../canvas/view/observe';
import { WorkspaceContext } from '../canvas/view/workspace';
import styles from './board-screen.module.css';
import type { BoardDetail } from './brief-query';
import { useDraft } from './draft';
import { LateAnnouncer, LateQuestion, LateTerms, LateTermsPage } from './late';
import { Messages } from './messages';
import { PhoneScreen } from './phone/phone-screen';
import { useVisibleArea } from './phone/visible-area';
import { useSmall } from './small';
import { DESK } from './screen';
import { Opening, OutOfReach, ReloadPage } from './states';
import { withWords } from './with-words';

/** What only a desk shows, a phone never loads. */
const loadDesk = async () => {
  const [page] = await Promise.all([withWords(() => import('./desk/desk-screen')), bring('desk')]);
  return page;
};
const DeskScreen = lazy(async () => ({ default: (await patiently(loadDesk)).DeskScreen }));

const PHONE = { top: 12, right: 12, bottom: 132, left: 12 };

interface BoardScreenProps {
  board: Board;
  engine: Engine;
  me: string;
  detail: BoardDetail | null;
}

/** An open board, in whatever state it is. */
export function BoardScreen({ board, engine, me, detail }: BoardScreenProps) {
  const small = useSmall();
  const workspace = useMemo(() => ({ board, engine, me, small }), [board, engine, me, small]);
  useEffect(() => {
    engine.cover(small ? PHONE : DESK);
  }, [engine, small]);
  return (
    <WorkspaceContext value={workspace}>
      <InItsState board={board} me={me} small={small} detail={detail} />
    </WorkspaceContext>
  );
}

type InItsStateProps = Pick<BoardScreenProps, 'board' | 'me' | 'detail'> & { small: boolean };

function InItsState({ board, me, small, detail }: InItsStateProps) {
  const link = useRead(board.link, ({ state }) => state);
  const joined = useRead(board.about, (about) => about !== null);
  if (link === 'reload_page') return <ReloadPage />;
  if (link === 'not_member') return <LateTermsPage />;
  if (joined) return <Joined board={board} me={me} small={small} detail={detail} />;
  return link === 'dead' ? <OutOfReach onTry={() => board.wake()} /> : <Opening />;
}

function Joined({ board, me, small, detail }: InItsStateProps) {
  const page = useRef<HTMLDivElement>(null);
  const about = useObservable(board.about);
  const [draft, setDraft] = useDraft(about?.board.id ?? '', me);
  useVisibleArea(page, small);
  const title = about?.board.title ?? '';
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · LiveLab`;
    return () => {
      document.title = before;
    };
  }, [title]);
  const screen = { title, brief: detail?.challenge ?? null, draft, onDraft: setDraft };
  return (
    <div ref={page} className={styles.page} data-ready>
      <LateTerms />
      {small ? (
        <PhoneScreen {...screen} />
      ) : (
        <Suspense fallback={<Opening />}>
          <DeskScreen {...screen} />
        </Suspense>
      )}
      <Messages />
      <LateQuestion />
      <LateAnnouncer />
    </div>
  );
}

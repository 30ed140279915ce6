import { useEffect, useState } from 'react';
import { Trans } from '@lingui/react/macro';
import { isRefusal, useMe } from '../api/queries';
import { Engine } from './canvas/engine';
import { useObservable } from './canvas/view/observe';
import { Value } from './model/value';
import { BoardScreen } from './panels/board-screen';
import { useBoardDetail } from './panels/brief-query';
import { LateNotMember } from './panels/late';
import { Opening, OutOfReach, SignIn } from './panels/states';
import { openBoard, type Board } from './sync';

interface Opened {
  readonly board: Board;
  readonly engine: Engine;
}

const socketUrl = (boardId: string): string =>
  `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/ws/boards/${boardId}`;

/** Tells the board what becomes of the page: away, back, gone, with a network again. */
function followPage(board: Board): () => void {
  const wake = (): void => board.wake();
  const flush = (): void => board.flush();
  const seen = (): void => (document.visibilityState === 'hidden' ? flush() : wake());
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', wake);
  window.addEventListener('pagehide', flush);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('online', wake);
    window.removeEventListener('pageshow', wake);
    window.removeEventListener('pagehide', flush);
  };
}

function useOpened(boardId: string, person: string): Opened | null {
  const [slot] = useState(() => new Value<Opened | null>(null));
  useEffect(() => {
    const board = openBoard({ boardId, person, url: socketUrl(boardId) });
    const engine = new Engine(board);
    const leave = followPage(board);
    slot.set({ board, engine });
    return () => {
      slot.set(null);
      leave();
      engine.dispose();
      board.dispose();
    };
  }, [slot, boardId, person]);
  return useObservable(slot);
}

function OpenBoard({ boardId, person }: { boardId: string; person: string }) {
  const opened = useOpened(boardId, person);
  const detail = useBoardDetail(boardId);
  if (!opened) return <Opening />;
  return <BoardScreen {...opened} me={person} detail={detail.data ?? null} />;
}

/** A board, for whoever this device is. */
export default function BoardPage({ boardId }: { boardId: string }) {
  const me = useMe();
  if (me.isPending) return <Opening />;
  if (me.isError) {
    if (isRefusal(me.error, 401, 403)) return <SignIn />;
    return <OutOfReach onTry={() => void me.refetch()} />;
  }
  const person = me.data.person?.id;
  if (person === undefined) return <SignIn />;
  if (!/^[0-9a-f-]{32,36}$/.test(boardId)) {
    return (
      <LateNotMember>
        <p>
          <Trans>This address leads to no board.</Trans>
        </p>
      </LateNotMember>
    );
  }
  return <OpenBoard boardId={boardId.replaceAll('-', '')} person={person.replaceAll('-', '')} />;
}

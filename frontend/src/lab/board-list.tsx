import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { BoardSummary } from '../api/types';
import { Button, Card, EmptyState, LinkButton } from '../shared/ui';
import type { Can } from './home';
import { JoinCode } from './join-code';
import styles from './lab.module.css';

export function BoardList({ boards, can }: { boards: readonly BoardSummary[]; can: Can }) {
  if (boards.length === 0) return <NoBoards runs={can.runs} />;
  return (
    <ul className={styles.boards}>
      {boards.map((board) => (
        <li key={board.id}>
          <BoardCard board={board} runs={can.runs} />
        </li>
      ))}
    </ul>
  );
}

function NoBoards({ runs }: { runs: boolean }) {
  return (
    <EmptyState title={<Trans>There is no board yet.</Trans>}>
      {runs ? (
        <Trans>Make the first one here; you get a join code to put on the screen.</Trans>
      ) : (
        <Trans>As soon as the facilitator lets you into one, it is listed here.</Trans>
      )}
    </EmptyState>
  );
}

function BoardCard({ board, runs }: { board: BoardSummary; runs: boolean }) {
  const [codeShown, setCodeShown] = useState(false);
  return (
    <Card title={board.title} level={3} tight>
      <p className={styles.meta}>
        {board.mode === 'silent' ? <Trans>Writing in silence</Trans> : <Trans>Writing together</Trans>}
        <span aria-hidden="true">·</span>
        <Plural value={board.people} one="# person" other="# people" />
        <span aria-hidden="true">·</span>
        <Plural value={board.notes} one="# note" other="# notes" />
      </p>
      <div className={styles.row}>
        <LinkButton to={`/boards/${board.id}`}>
          <Trans>Open</Trans>
          <span className="visually-hidden"> {board.title}</span>
        </LinkButton>
        {runs && (
          <Button aria-expanded={codeShown} onPress={() => setCodeShown(!codeShown)}>
            {codeShown ? <Trans>Hide the code</Trans> : <Trans>Join code</Trans>}
          </Button>
        )}
      </div>
      {codeShown && <JoinCode board={board} />}
    </Card>
  );
}

import { Plural, Trans } from '@lingui/react/macro';
import { Card, LinkButton } from '../shared/ui';
import type { Can, HomeBoard } from './home';
import styles from './lab.module.css';

/** The boards with people on them at this moment. */
export function Now({ boards, can }: { boards: readonly HomeBoard[]; can: Can }) {
  const lively = boards.filter(({ here }) => here > 0);
  return (
    <Card title={<Trans>Going on now</Trans>}>
      {lively.length === 0 && <NothingNow any={boards.length > 0} can={can} />}
      {lively.length > 0 && (
        <ul className={styles.lines}>
          {lively.map((board) => (
            <li key={board.id} className={styles.line}>
              <div className={styles.said}>
                <strong>{board.title}</strong>
                <span className={styles.live}>
                  <Plural value={board.here} one="# person on it now" other="# people on it now" />
                </span>
              </div>
              <LinkButton to={`/boards/${board.id}`} kind="go">
                <Trans>Go in</Trans>
                <span className="visually-hidden"> {board.title}</span>
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Says what makes something go on here. */
function NothingNow({ any, can }: { any: boolean; can: Can }) {
  return (
    <>
      <p>
        <Trans>Nobody is on a board at the moment.</Trans>
      </p>
      <p className={styles.soft}>
        {can.runs && !any && <Trans>A session begins with a board: make one here and put its code on the screen.</Trans>}
        {can.runs && any && <Trans>To begin a session, put the join code of a board on the screen: people come in with it.</Trans>}
        {!can.runs && any && <Trans>What you wrote on your boards is there to read, and to go on with.</Trans>}
        {!can.runs && !any && <Trans>When your session begins you get a code from the facilitator; the board is listed here then.</Trans>}
      </p>
    </>
  );
}

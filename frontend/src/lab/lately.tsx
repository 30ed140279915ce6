import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from '../shared/routing/link';
import { Card } from '../shared/ui';
import { byId, type Happening, type Home } from './home';
import styles from './lab.module.css';

interface Told {
  event: Happening;
  to: string;
  title: string;
  language?: string | undefined;
}

/** What happened, with the name and the place of what it happened to. */
function toldOf(home: Home): Told[] {
  const challenges = byId(home);
  const boards = new Map(home.boards.map((board) => [board.id, board]));
  return home.lately.flatMap((event) => {
    const challenge = challenges.get(event.challenge ?? '');
    if (challenge) return [{ event, to: `/challenges/${challenge.id}`, title: challenge.title, language: challenge.language }];
    const board = boards.get(event.board ?? '');
    return board ? [{ event, to: `/boards/${board.id}`, title: board.title }] : [];
  });
}

/** What happened in the lab since one was here last; nothing where nothing did. */
export function Lately({ home }: { home: Home }) {
  const { i18n } = useLingui();
  const told = toldOf(home);
  if (told.length === 0) return null;
  const day = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium' });
  return (
    <Card title={<Trans>Lately</Trans>}>
      <ol className={styles.lines}>
        {told.map(({ event, to, title, language }) => (
          <li key={`${event.what} ${to} ${event.at}`} className={styles.happened}>
            <time dateTime={event.at}>{day.format(new Date(event.at))}</time>
            <span>
              <What event={event} />{' '}
              <Link to={to}>
                <span lang={language}>{title}</span>
              </Link>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function What({ event: { what } }: { event: Happening }): ReactNode {
  switch (what) {
    case 'published':
      return <Trans>New challenge:</Trans>;
    case 'answered':
      return <Trans>A question was answered:</Trans>;
    case 'decided':
      return <Trans>It was decided what becomes of it:</Trans>;
    case 'board_opened':
      return <Trans>New board:</Trans>;
  }
}

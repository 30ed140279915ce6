import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Person, Reaction, ViewItem } from '../sync';
import { useItem, useObservable } from '../canvas/view/observe';
import { labelOf } from '../canvas/view/people';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './reactions.module.css';
import { REACTIONS, useMaySay } from './said';
import { Sign } from './ui/icons';

export function useReactionNames(): Readonly<Record<Reaction, string>> {
  const { t } = useLingui();
  return {
    agree: t`agree`,
    love: t`love it`,
    idea: t`gives me an idea`,
    question: t`question`,
    worry: t`worry`,
    celebrate: t`celebrate`,
  };
}

/** Drawn by ourselves: not every device has the signs of messages. */
const SIGNS: Readonly<Record<Reaction, string>> = {
  agree: 'M7.5 10.5 11 3.5c1.8 0 2.6 1.3 2.3 3l-.6 3.5h5c1.3 0 2.2 1.2 1.9 2.4l-1.4 6c-.3 1-1.1 1.6-2.1 1.6H7.5zM4 10.5V20',
  love: 'M12 20S4 15.2 4 9.4A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 8 2.2C20 15.2 12 20 12 20',
  idea: 'M9.5 17.5v-1.6a6.3 6.3 0 1 1 5 0v1.6zM10 20.8h4',
  question: 'M8.7 8.8A3.3 3.3 0 0 1 12 5.8c1.9 0 3.4 1.3 3.4 3.1 0 2.7-3.4 2.7-3.4 5.4M12 18.4v.1',
  worry: 'M12 4.2 20.8 19.5H3.2zM12 10v4.3M12 16.9v.1',
  celebrate: 'M4.5 19.5 8.5 9l6.5 6.5zM13.5 3.5v3M20.5 10.5h-3M17.8 6.2 16 8M19 15l1.6.6M9 3.5l.6 1.6',
};

const reacting = (item: ViewItem | undefined, reaction: Reaction): readonly string[] => item?.reactions?.[reaction] ?? [];

const namesOf = (people: readonly Person[], ids: readonly string[]): string =>
  ids.map((id) => labelOf(people, id)).filter(Boolean).join(', ');

interface ReactionsProps {
  id: string;
  /** The words beside the signs, where there is room for them. */
  worded?: boolean;
}

/** The six reactions to an item, each on or off for me, with how many say so. */
export function Reactions({ id, worded = false }: ReactionsProps) {
  const { t } = useLingui();
  const { board, engine, me } = useWorkspace();
  const item = useItem(board.store, id);
  const people = useObservable(board.people);
  const names = useReactionNames();
  const may = useMaySay(id, 'react');
  if (!item) return null;
  return (
    <div className={styles.row} role="group" aria-label={t`Reactions`} data-own-gestures>
      {REACTIONS.map((reaction) => {
        const who = reacting(item, reaction);
        const mine = who.includes(me);
        const name = names[reaction];
        const said = who.length > 0 ? `${name}, ${who.length}` : name;
        return (
          <button
            key={reaction}
            type="button"
            className={styles.reaction}
            aria-pressed={mine}
            aria-label={worded ? undefined : said}
            title={who.length > 0 ? `${name}: ${namesOf(people, who)}` : name}
            disabled={!may}
            onClick={() => engine.desk.react(id, reaction, !mine)}
          >
            <Sign d={SIGNS[reaction]} />
            {worded && <span className={styles.word}>{name}</span>}{' '}
            {who.length > 0 && <span className={styles.count}>{who.length}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** What was reacted, in words: “2 agree, 1 question”. Nothing where nobody did. */
export function useReactionWords(): (item: ViewItem) => string {
  const names = useReactionNames();
  return (item) =>
    REACTIONS.flatMap((reaction) => {
      const count = reacting(item, reaction).length;
      return count > 0 ? [`${count} × ${names[reaction]}`] : [];
    }).join(', ');
}

/** The reactions to an item at a glance: signs and how many, for the eye; the words for the ear. */
export function ReactionMarks({ item }: { item: ViewItem }) {
  return item.reactions && <Marks item={item} />;
}

function Marks({ item }: { item: ViewItem }) {
  const { t } = useLingui();
  const said = REACTIONS.filter((reaction) => reacting(item, reaction).length > 0);
  const words = useReactionWords();
  const all = said.reduce((sum, reaction) => sum + reacting(item, reaction).length, 0);
  return (
    <span className={styles.marks} title={words(item)}>
      <span className={styles.signs} aria-hidden="true">
        {said.slice(0, 3).map((reaction) => (
          <Sign key={reaction} d={SIGNS[reaction]} small />
        ))}
        {all}
      </span>
      <span className="visually-hidden">{t`${plural(all, { one: '# reaction', other: '# reactions' })}`}</span>
    </span>
  );
}

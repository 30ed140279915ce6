import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Person, Reaction, ViewItem } from '../sync';
import { useItem, useObservable } from '../canvas/view/observe';
import { labelOf } from '../canvas/view/people';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './reactions.module.css';
import { REACTION_SIGNS, REACTIONS, useMaySay } from './said';

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
            <span aria-hidden="true">{REACTION_SIGNS[reaction]}</span>
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
      <span aria-hidden="true">
        {said.slice(0, 3).map((reaction) => REACTION_SIGNS[reaction]).join('')} {all}
      </span>
      <span className="visually-hidden">{t`${plural(all, { one: '# reaction', other: '# reactions' })}`}</span>
    </span>
  );
}

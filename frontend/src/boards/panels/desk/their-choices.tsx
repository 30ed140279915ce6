import type { CSSProperties } from 'react';
import { UNITS } from '../../canvas/geometry';
import { useItem, useObservable, useRead } from '../../canvas/view/observe';
import { labelOf, tintOf } from '../../canvas/view/people';
import { useWorkspace } from '../../canvas/view/workspace';
import { choicesOf, type Choice, type Chooser } from './choices';
import styles from './their-choices.module.css';

/** Thin frames around what others have chosen, with their names. For the eye only, as their pointers. */
export function TheirChoices() {
  const { board } = useWorkspace();
  const some = useRead(board.choices, (choices) => choices.size > 0);
  return some ? <Frames /> : null;
}

function Frames() {
  const { board, engine } = useWorkspace();
  const choices = useObservable(board.choices);
  // Who writes where, as one text: pointers move many times a second, this changes seldom.
  useRead(board.cursors, (cursors) => [...cursors].map(([person, { item }]) => `${person}${item ?? ''}`).join());
  const cursors = board.cursors.get();
  const found = choicesOf(choices, (id) => engine.scene.at(id) !== undefined, (person, id) => cursors.get(person)?.item === id);
  return found.map((choice) => <Frame key={choice.id} {...choice} />);
}

function Frame({ id, by }: Choice) {
  const { board, engine } = useWorkspace();
  useItem(board.store, id);
  const carried = useRead(engine.grip, (grip) => grip === 'notes' && engine.selection.get().has(id));
  const at = engine.scene.at(id);
  if (!at || carried) return null;
  const width = at.w / UNITS;
  const style = { translate: `${at.x / UNITS}px ${at.y / UNITS}px`, width, height: at.h / UNITS, '--wide': `${width}px` };
  const named = by.filter((chooser) => chooser.named);
  return (
    <div className={styles.chosen} style={style} data-chosen={id}>
      {by.map(({ person }, n) => (
        <i key={person} style={{ ...tint(person), '--ring': n } as CSSProperties} />
      ))}
      {named.length > 0 && <Names by={named} />}
    </div>
  );
}

function Names({ by }: { by: readonly Chooser[] }) {
  const { board } = useWorkspace();
  const people = useObservable(board.people);
  return (
    <div className={styles.names}>
      {by.map(({ person }) => (
        <span key={person} style={tint(person)}>
          {labelOf(people, person)}
        </span>
      ))}
    </div>
  );
}

const tint = (person: string): CSSProperties => ({ '--tint': `var(--note-${tintOf(person)})` }) as CSSProperties;

import { Fragment } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Command, Part } from '../../canvas/commands';
import { useCommandNames, useKeyCaps, usePartNames } from './command-names';
import styles from './shortcuts.module.css';
import { Sheet } from '../ui/sheet';

/** A way to do something, key by key or in words, and what it does. */
type Row = readonly [ways: readonly (readonly string[])[], does: string];

const PARTS: readonly Part[] = ['write', 'choose', 'arrange', 'look', 'board'];

/** What is done by hand, beside the keys. */
function useByHand(): Readonly<Record<Part, readonly Row[]>> {
  const { t } = useLingui();
  const [control, shift] = [t`Ctrl`, t`Shift`];
  return {
    write: [
      [[[t`double click`]], t`new note there, or write in the note`],
      [[[t`hold`]], t`with a finger or a pen on the paper: new note there`],
      [[[control, 'C'], [control, 'X'], [control, 'V']], t`copy, cut, paste; a pasted list or table becomes notes`],
      [[[t`drop files`]], t`put these pictures there, after a look at them`],
    ],
    choose: [
      [[[t`drag on the board`]], t`choose all notes in a rectangle`],
      [[[shift, t`click`]], t`choose one more, or one less`],
      [[[t`hold`], [t`right click`]], t`the bar of a note; by finger, taps then choose more`],
    ],
    arrange: [
      [[[t`drag`]], t`move what is chosen; it lines up with others (with Ctrl: freely)`],
      [[['Alt', t`drag`]], t`drag a copy off`],
    ],
    look: [
      [[[t`wheel`]], t`move the board (with Shift: sideways)`],
      [[[control, t`wheel`]], t`zoom where the pointer is`],
      [[[t`space`, t`drag`]], t`move the board`],
      [[[t`two fingers`]], t`move the board and zoom, wherever they lie`],
    ],
    board: [],
  };
}

/** One row for each thing the keys do; keys that do alike share it. */
function useRows(commands: readonly Command[]): (part: Part) => Row[] {
  const names = useCommandNames();
  const caps = useKeyCaps();
  return (part) => {
    const rows = new Map<string, string[]>();
    for (const { id, keys, part: its } of commands) {
      if (its === part && keys[0] !== undefined) rows.set(id, [...(rows.get(id) ?? []), ...(id === 'nudge_far' ? keys.slice(0, 1) : keys)]);
    }
    return [...rows].map(([id, keys]): Row => [keys.map(caps), names[id] ?? id]);
  };
}

function Keys({ ways }: { ways: Row[0] }) {
  return ways.map((keys) => (
    <span key={keys.join()} className={styles.way}>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  ));
}

/** Everything hands can do here. */
export function Shortcuts({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const { t } = useLingui();
  const parts = usePartNames();
  const rows = useRows(commands);
  const byHand = useByHand();
  return (
    <Sheet title={t`Keys and gestures`} onClose={onClose}>
      <p className={styles.rule}>
        <Trans>While one item is chosen that you may write in, what you type is written in it, and the letters, digits and signs in this list need Alt, as in Alt+N.</Trans>
      </p>
      {PARTS.map((part) => (
        <section key={part} className={styles.part}>
          <h3>{parts[part]}</h3>
          <dl>
            {[...rows(part), ...byHand[part]].map(([ways, does]) => (
              <Fragment key={does}>
                <dt>
                  <Keys ways={ways} />
                </dt>
                <dd>{does}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.hint}>
        <Trans>The keys work while the board or its tools have the focus.</Trans>
      </p>
    </Sheet>
  );
}

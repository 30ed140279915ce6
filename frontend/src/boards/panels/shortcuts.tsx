import { Fragment } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import styles from './shortcuts.module.css';
import { Sheet } from './ui/sheet';

type Row = readonly [keys: readonly string[], does: string];

function useRows(): readonly (readonly [title: string, rows: readonly Row[]])[] {
  const { t } = useLingui();
  return [
    [
      t`Writing`,
      [
        [['N'], t`new note under the pointer`],
        [[t`double click`], t`new note there, or write in the note`],
        [['Enter'], t`write in the chosen note`],
        [['Esc'], t`stop writing, then choose nothing`],
        [['1', '…', '7'], t`colour of the chosen notes and of the next`],
        [['C'], t`comments and reactions to the chosen note`],
        [['Delete'], t`delete the chosen notes`],
      ],
    ],
    [
      t`Choosing and moving`,
      [
        [['←', '↑', '→', '↓'], t`go to the next note in that direction`],
        [['Alt', '←'], t`move the note a little (with Shift: more)`],
        [[t`drag on the board`], t`choose all notes in a rectangle`],
        [['Shift', t`click`], t`choose one more, or one less`],
      ],
    ],
    [
      t`Looking around`,
      [
        [[t`wheel`], t`move the board (with Shift: sideways)`],
        [['Ctrl', t`wheel`], t`zoom where the pointer is`],
        [[t`space`, t`drag`], t`move the board`],
        [['+', '−', '0'], t`zoom in, out, back to 100%`],
        [['F'], t`show all notes`],
      ],
    ],
  ];
}

/** Everything hands can do here. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Sheet title={t`Keys and gestures`} onClose={onClose}>
      {useRows().map(([title, rows]) => (
        <section key={title} className={styles.part}>
          <h3>{title}</h3>
          <dl>
            {rows.map(([keys, does]) => (
              <Fragment key={does}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
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

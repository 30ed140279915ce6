import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { pressedNow, type Command } from '../../canvas/commands';
import { offered } from '../../canvas/desk-commands';
import { useWorkspace } from '../../canvas/view/workspace';
import { fitting } from '../../search/choosing';
import { Sheet } from '../ui/sheet';
import { useCommandNames, useKeyCaps } from './command-names';
import styles from './palette.module.css';

/** How far each key goes in the list; past its ends it goes on at the other. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface OptionProps {
  id: string;
  command: Command;
  name: string;
  chosen: boolean;
  onChoose: () => void;
}

function Option({ id, command, name, chosen, onChoose }: OptionProps) {
  const { engine } = useWorkspace();
  const caps = useKeyCaps();
  const line = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const [key] = command.keys;
  return (
    // The keyboard stays in the field: a press does not take it.
    <li ref={line} id={id} role="option" aria-selected={chosen} className={styles.option} onPointerDown={(event) => event.preventDefault()} onClick={onChoose}>
      <span>{name}</span>
      {key !== undefined && (
        <span className={styles.keys}>
          {caps(pressedNow(engine, key)).map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}
        </span>
      )}
    </li>
  );
}

interface PaletteProps {
  commands: readonly Command[];
  onClose: () => void;
}

/** All that can be done now, by its name: type a part of it, choose by arrow keys, Enter does it. */
export function Palette({ commands, onClose }: PaletteProps) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const names = useCommandNames();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [all] = useState(() => offered(engine, commands));
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  // The sheet has given the keyboard to its first button.
  useEffect(() => field.current?.focus(), []);
  const nameOf = ({ id }: Command): string => names[id] ?? id;
  const found = fitting(all, nameOf, query);
  const count = found.length;
  const optionId = (command: Command): string => `${list}-${command.id}`;
  const chosen = found[at];
  const take = (command: Command): void => {
    onClose();
    // The keyboard is back on the board by then.
    requestAnimationFrame(() => command.run(engine));
  };
  const pressed = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = STEPS[event.key];
    if (step !== undefined && count > 0) setAt((at + step + count) % count);
    else if (event.key === 'Enter' && chosen) take(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <Sheet title={t`What can be done now`} onClose={onClose}>
      <input
        ref={field}
        className={styles.field}
        role="combobox"
        aria-label={t`Part of its name`}
        placeholder={t`Part of its name`}
        aria-expanded={count > 0}
        aria-controls={count > 0 ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? optionId(chosen) : undefined}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={pressed}
      />
      <p className={count > 0 ? 'visually-hidden' : styles.none} role="status">
        {count > 0 ? t`${plural(count, { one: '# thing can be done', other: '# things can be done' })}` : <Trans>Nothing of that name can be done now.</Trans>}
      </p>
      <div className={styles.room}>
        {count > 0 && (
          <ul id={list} role="listbox" aria-label={t`What can be done now`} className={styles.list}>
            {found.map((command) => (
              <Option key={command.id} id={optionId(command)} command={command} name={nameOf(command)} chosen={command === chosen} onChoose={() => take(command)} />
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}

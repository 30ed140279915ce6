import { useId, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { TEXT_LIMIT } from '../model/wire';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './outline.module.css';

interface LineFormProps {
  label: string;
  go: string;
  /** Whether it was done: then the field is empty again. */
  onGo: (words: string) => boolean;
  mark?: string;
}

/** A line to write, and the button that does something with it. Enter does it too. */
export function LineForm({ label, go, onGo, mark }: LineFormProps) {
  const [words, setWords] = useState('');
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() === '' || !onGo(words)) return;
        setWords('');
        field.current?.focus();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input ref={field} id={id} type="text" dir="auto" autoComplete="off" maxLength={TEXT_LIMIT} value={words} data-mark={mark} onChange={(event) => setWords(event.target.value)} />
      <Button type="submit" isDisabled={words.trim() === ''}>
        {go}
      </Button>
    </form>
  );
}

interface ChosenProps {
  chosen: ReadonlySet<string>;
  onDone: (cluster: string) => void;
  onNone: () => void;
}

/** What is chosen comes under a title. */
export function Chosen({ chosen, onDone, onNone }: ChosenProps) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  return (
    <div className={styles.chosen} role="group" aria-label={t`Group`}>
      <LineForm
        label={t`Title over the chosen ones`}
        go={t`Group`}
        mark="title"
        onGo={(title) => {
          const id = engine.desk.cluster(chosen, title.trim());
          if (id !== null) onDone(id);
          return id !== null;
        }}
      />
      <Button kind="bare" onPress={onNone}>
        <Trans>Choose none</Trans>
      </Button>
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './messages.module.css';
import { CrossIcon } from './ui/icons';
import { IconButton } from './ui/icon-button';

const SHOWN_MS = 9000;
const MOST = 3;
const AFTER_REVEAL_MS = 100;

interface Message {
  readonly id: number;
  readonly text: string;
  /** It tells of something that can be put back. */
  readonly putBack: boolean;
}

/** What was refused and what changed for everybody, as messages that pass. */
function useMessages(): readonly [readonly Message[], (id: number) => void] {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const [messages, setMessages] = useState<readonly Message[]>([]);
  const words = useRef({ revealed: '', refused: '', rewritten: '', deleted: '' });
  useEffect(() => {
    words.current = {
      revealed: t`The notes are revealed: everybody sees them now`,
      refused: t`This change was not accepted`,
      rewritten: t`This text was rewritten meanwhile`,
      deleted: t`Deleted`,
    };
  }, [t]);
  useEffect(() => {
    let count = 0;
    const say = (text: string, putBack = false): void => {
      const id = ++count;
      setMessages((all) => [...all.filter((each) => each.text !== text), { id, text, putBack }].slice(-MOST));
    };
    let mode = board.about.get()?.mode;
    const stops = [
      board.refusal.subscribe(() => {
        const refusal = board.refusal.get();
        const { refused, rewritten } = words.current;
        if (refusal) say(refusal.message || (refusal.code === 'text_epoch' ? rewritten : refused));
      }),
      board.about.subscribe(() => {
        const now = board.about.get()?.mode;
        if (mode === 'silent' && now === 'open') {
          say(words.current.revealed);
          // The button that had the focus may be gone with the silence.
          setTimeout(() => engine.revealed(), AFTER_REVEAL_MS);
        }
        mode = now;
      }),
    ];
    stops.push(
      engine.removed.subscribe(() => {
        if (engine.removed.get().length > 0) say(words.current.deleted, true);
      }),
    );
    return () => stops.forEach((stop) => stop());
  }, [board, engine]);
  const drop = (id: number): void => setMessages((all) => all.filter((each) => each.id !== id));
  return [messages, drop];
}

function Passing({ message, onDone }: { message: Message; onDone: () => void }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const [held, setHeld] = useState(false);
  const putBack = (): void => {
    engine.putBack();
    onDone();
  };
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => done.current(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      className={styles.message}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{message.text}</span>
      {message.putBack && (
        <Button kind="bare" onPress={putBack}>
          <Trans>Put back</Trans>
        </Button>
      )}
      <IconButton label={t`Close this message`} icon={<CrossIcon />} onClick={onDone} />
    </div>
  );
}

export function Messages() {
  const [messages, drop] = useMessages();
  return (
    <div className={styles.messages} role="status">
      {messages.map((message) => (
        <Passing key={message.id} message={message} onDone={() => drop(message.id)} />
      ))}
    </div>
  );
}

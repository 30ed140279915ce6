import { useEffect, useId, useRef, useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui';
import { TEXT_LIMIT } from '../model/wire';
import type { ViewComment } from '../sync';
import { useKindNames } from '../canvas/view/kind-names';
import { useItem, useObservable, useRead, useStatus } from '../canvas/view/observe';
import { labelOf } from '../canvas/view/people';
import { StatusMark } from '../canvas/view/status-mark';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './comments.module.css';
import { Reactions } from './reactions';
import { threadsOf, useCommentsOn, useMaySay, type Thread } from './said';
import { SidePanel } from './side-panel';
import { Sheet } from './ui/sheet';

const timeOf = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

interface WriteProps {
  label: string;
  go: string;
  onSay: (words: string) => void;
  /** Takes the keyboard at once; `onLeave` when it is given up. */
  onLeave?: () => void;
}

/** A field to say something in, and the button that says it. */
function Write({ label, go, onSay, onLeave }: WriteProps) {
  const [words, setWords] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const answering = onLeave !== undefined;
  useEffect(() => {
    if (answering) area.current?.focus();
  }, [answering]);
  const say = (): void => {
    if (words.trim() === '') return;
    setWords('');
    onSay(words);
    area.current?.focus();
  };
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={area}
        id={id}
        rows={2}
        dir="auto"
        value={words}
        maxLength={TEXT_LIMIT}
        aria-keyshortcuts="Control+Enter"
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            say();
          } else if (event.key === 'Escape' && onLeave) {
            event.preventDefault();
            event.stopPropagation();
            onLeave();
          }
        }}
      />
      <Button type="submit" isDisabled={words.trim() === ''}>
        {go}
      </Button>
    </form>
  );
}

/** One comment: who, when, what. */
function Said({ said }: { said: ViewComment }) {
  const { i18n, t } = useLingui();
  const { board, me } = useWorkspace();
  const status = useStatus(board.store, said.id);
  const author = useRead(board.people, (people) => labelOf(people, said.author));
  return (
    <>
      <p className={styles.who}>
        <strong>{said.author === me ? t`you` : author}</strong>
        <time dateTime={said.created}>{timeOf(said.created, i18n.locale)}</time>
        {status !== 'saved' && <StatusMark status={status} worded />}
      </p>
      <p className={styles.words} dir="auto" lang={said.lang}>
        {said.text.trim() === '' ? <Trans>(erased)</Trans> : said.text}
      </p>
    </>
  );
}

function useMayDelete(said: ViewComment): boolean {
  const { board, me } = useWorkspace();
  const may = useMaySay(said.on, 'delete_items');
  const leads = useRead(board.about, (about) => about?.you.role === 'facilitator');
  return may && (leads || said.author === me);
}

function DeleteComment({ said }: { said: ViewComment }) {
  const { board } = useWorkspace();
  if (!useMayDelete(said)) return null;
  return (
    <Button kind="bare" onPress={() => board.do({ t: 'delete_items', ids: [said.id] })}>
      <Trans>Delete</Trans>
    </Button>
  );
}

function OneThread({ thread: { first, answers } }: { thread: Thread }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const [answering, setAnswering] = useState(false);
  const may = useMaySay(first.on, 'add_comment');
  const mayResolve = useMaySay(first.on, 'resolve_comments');
  const resolved = first.resolved === true;
  return (
    <li className={styles.thread} data-comment={first.id}>
      <Said said={first} />
      {answers.length > 0 && (
        <ul className={styles.answers} aria-label={t`Answers`}>
          {answers.map((answer) => (
            <li key={answer.id} data-comment={answer.id}>
              <Said said={answer} />
              <DeleteComment said={answer} />
            </li>
          ))}
        </ul>
      )}
      {answering && may ? (
        <Write
          label={t`Your answer`}
          go={t`Answer`}
          onLeave={() => setAnswering(false)}
          onSay={(words) => {
            engine.desk.comment(first.on, words, first.id);
            setAnswering(false);
          }}
        />
      ) : (
        <div className={styles.deeds}>
          {may && !resolved && (
            <Button kind="bare" onPress={() => setAnswering(true)}>
              <Trans>Answer</Trans>
            </Button>
          )}
          {mayResolve && (
            <Button kind="bare" onPress={() => board.do({ t: 'resolve_comments', ids: [first.id], resolved: !resolved })}>
              {resolved ? <Trans>Open again</Trans> : <Trans>Resolve</Trans>}
            </Button>
          )}
          <DeleteComment said={first} />
        </div>
      )}
    </li>
  );
}

/** What is said about one item, and saying more; what is settled is folded away. */
export function Comments({ id }: { id: string }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const threads = threadsOf(useCommentsOn(id));
  const may = useMaySay(id, 'add_comment');
  const open = threads.filter(({ first }) => first.resolved !== true);
  const settled = threads.filter(({ first }) => first.resolved === true);
  return (
    <div className={styles.comments}>
      <Reactions id={id} worded />
      {threads.length === 0 && (
        <p className={styles.none}>
          <Trans>Nobody said anything about this yet.</Trans>
        </p>
      )}
      {open.length > 0 && (
        <ul className={styles.threads} aria-label={t`Open comments`}>
          {open.map((thread) => (
            <OneThread key={thread.first.id} thread={thread} />
          ))}
        </ul>
      )}
      {may && <Write label={t`Your comment`} go={t`Comment`} onSay={(words) => engine.desk.comment(id, words)} />}
      {settled.length > 0 && (
        <details className={styles.settled}>
          <summary>{t`${plural(settled.length, { one: '# resolved', other: '# resolved' })}`}</summary>
          <ul className={styles.threads} aria-label={t`Resolved comments`}>
            {settled.map((thread) => (
              <OneThread key={thread.first.id} thread={thread} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What the comments are about, in a line. */
function useTitle(id: string): string | null {
  const { board } = useWorkspace();
  const item = useItem(board.store, id);
  const names = useKindNames();
  return item ? names(item) : null;
}

function Drawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const title = useTitle(id);
  if (title === null) return null;
  return (
    <SidePanel name={t`Comments`} kicker={<Trans>Comments</Trans>} title={title} closer={t`Close`} onClose={onClose}>
      <Comments id={id} />
    </SidePanel>
  );
}

/** The comments of the item that is talked about: beside the board, or on a small screen over it. */
export function CommentsPanel() {
  const { engine, small } = useWorkspace();
  const id = useObservable(engine.discussing);
  if (id === null) return null;
  const close = (): void => engine.discussing.set(null);
  return small ? <CommentsSheet id={id} onClose={close} /> : <Drawer key={id} id={id} onClose={close} />;
}

function CommentsSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const title = useTitle(id);
  if (title === null) return null;
  return (
    <Sheet title={title} onClose={onClose}>
      <Comments id={id} />
    </Sheet>
  );
}

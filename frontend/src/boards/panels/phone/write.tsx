import { useEffect, useMemo, useRef } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { colourOf } from '../../model/kinds';
import { usePlain } from '../../../shared/plain';
import { PictureCards } from '../../../shared/ui/picture-cards';
import { ReadAloud } from '../../../shared/ui/read-aloud';
import { useItem, useItems, useStatus } from '../../canvas/view/observe';
import { previewOf } from '../../canvas/view/picture';
import { StatusMark } from '../../canvas/view/status-mark';
import { useWorkspace } from '../../canvas/view/workspace';
import { Composer } from '../composer';
import { BriefIcon, LockMark } from '../ui/icons';
import styles from './phone.module.css';

function MineCard({ id }: { id: string }) {
  const { t } = useLingui();
  const { board, engine } = useWorkspace();
  const item = useItem(board.store, id);
  const status = useStatus(board.store, id);
  if (!item) return null;
  return (
    <li>
      <button type="button" className={styles.mine} data-colour={colourOf(item)} data-item={id} onClick={() => engine.edit(id)}>
        <span className={styles.mineText} dir="auto">
          <span className="visually-hidden">{t`Edit:`} </span>
          {item.kind === 'image' && <img className={styles.mineImage} src={previewOf(item.file)} alt="" />}
          {item.text.trim() || (item.kind === 'image' ? t`picture without a description` : t`empty note`)}
        </span>
        <span className={styles.mineFoot}>
          <StatusMark status={status} worded />
          {item.minePrivate && <LockMark />}
        </span>
      </button>
    </li>
  );
}

/** My notes, the newest first, each with how its saving goes. */
function Mine() {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const items = useItems(board.store);
  const mine = useMemo(
    () => items.filter((item) => item.author === me).sort((a, b) => (a.created < b.created ? 1 : -1)),
    [items, me],
  );
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.scrollTo({ left: 0 });
  }, [mine.length]);
  if (mine.length === 0) return null;
  return (
    <section className={styles.mineStrip} aria-label={t`My notes`}>
      <h2>
        <Trans>My notes</Trans> <span>{mine.length}</span>
      </h2>
      <ul ref={list}>
        {mine.map(({ id }) => (
          <MineCard key={id} id={id} />
        ))}
      </ul>
    </section>
  );
}

/** How it goes, in pictures, until the first note is written: in plain language only. */
function FirstSteps() {
  const { t } = useLingui();
  const { board, me } = useWorkspace();
  const hasWritten = useItems(board.store).some((item) => item.author === me);
  if (!usePlain() || hasWritten) return null;
  return (
    <div className={styles.steps}>
      <PictureCards
        label={t`What you do`}
        steps={[
          { picture: 'write', words: t`Write one thought.` },
          { picture: 'send', words: t`Press “Put on the board”.` },
        ]}
      />
    </div>
  );
}

interface WriteProps {
  draft: string;
  onDraft: (draft: string) => void;
  /** What it is about: the challenge's title; `null` on a free board. */
  prompt: string | null;
  onBrief: () => void;
}

/** The first screen on a phone: what it is about, a note to write on, what I wrote. */
export function Write({ draft, onDraft, prompt, onBrief }: WriteProps) {
  const { t } = useLingui();
  return (
    <div className={styles.write}>
      {prompt !== null && (
        <button type="button" className={styles.prompt} onClick={onBrief}>
          <BriefIcon />
          <span>{prompt}</span>
          <span className={styles.more}>
            <Trans>Read the brief</Trans>
          </span>
        </button>
      )}
      <ReadAloud words={() => prompt ?? t`You write what you think.`} />
      <FirstSteps />
      <Mine />
      <Composer draft={draft} onDraft={onDraft} large />
    </div>
  );
}

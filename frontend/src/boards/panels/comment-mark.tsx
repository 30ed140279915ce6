import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useWorkspace } from '../canvas/view/workspace';
import styles from './comment-mark.module.css';
import { useCommentCount } from './said';

/** How many comments there are on an item; opens them. Nothing where there is none. */
export function CommentMark({ id }: { id: string }) {
  const { t } = useLingui();
  const { engine } = useWorkspace();
  const count = useCommentCount(id);
  if (count === 0) return null;
  const words = t`${plural(count, { one: '# comment', other: '# comments' })}`;
  return (
    <button type="button" className={styles.mark} aria-label={words} title={words} onClick={() => engine.discussing.set(id)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 5h16v11h-8l-5 4v-4H4z" />
      </svg>
      {count}
    </button>
  );
}

import { useLingui } from '@lingui/react/macro';
import type { ItemStatus } from '../../sync';
import styles from './status-mark.module.css';

const SIGN: Readonly<Record<ItemStatus, string>> = {
  saved: 'M5 12.5 10 17.5 19.5 7',
  saving: 'M12 4a8 8 0 1 1-7.4 5',
  waiting: 'M12 7v5.5l3.5 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17',
  refused: 'M12 5v9M12 18.4v.1',
};

export function useStatusWords(): (status: ItemStatus) => string {
  const { t } = useLingui();
  return (status) =>
    ({ saved: t`saved`, saving: t`saving`, waiting: t`waiting`, refused: t`not placed` })[status];
}

/** How one note of mine is doing: a sign, and the word for whoever listens or hovers. */
export function StatusMark({ status, worded = false }: { status: ItemStatus; worded?: boolean }) {
  const words = useStatusWords();
  return (
    <span className={styles.mark} data-status={status} title={words(status)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={SIGN[status]} />
      </svg>
      <span className={worded ? undefined : 'visually-hidden'}>{words(status)}</span>
    </span>
  );
}

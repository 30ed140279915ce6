import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { FlagIcon } from '../icons';
import { IconButton } from '../../ui/icon-button';
import styles from './flags.module.css';
import { useFlags } from './use-flags';

/** For a facilitator, while something is flagged: how much, and the list of it. */
export function FlaggedButton({ open, onOpen }: { open: boolean; onOpen: () => void }) {
  const { t } = useLingui();
  const count = useFlags(true).data?.flagged.length ?? 0;
  const words = t`${plural(count, { one: '# flagged item', other: '# flagged items' })}`;
  return (
    <>
      <span className="visually-hidden" role="status">
        {count > 0 && words}
      </span>
      {(count > 0 || open) && (
        <IconButton label={words} icon={<FlagIcon />} aria-expanded={open} onClick={onOpen}>
          <span className={styles.count}>{count}</span>
        </IconButton>
      )}
    </>
  );
}

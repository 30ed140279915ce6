import { Trans } from '@lingui/react/macro';
import { Dialog } from '../../shared/ui/dialog';
import { Brief } from '../brief';
import { briefIn, LISTS, type Content } from './content';
import styles from './edit.module.css';

interface PreviewProps {
  open: boolean;
  onClose: () => void;
  mine: Content;
  language: string;
}

/** The brief as it stands now, as wide as a phone. */
export function Preview({ open, onClose, mine, language }: PreviewProps) {
  const brief = briefIn(mine, language);
  const lists = Object.fromEntries(LISTS.map((name) => [name, full(brief[name])])) as Record<(typeof LISTS)[number], string[]>;
  const criteria = full(mine.criteria.map((one) => one.names[language] ?? ''));
  return (
    <Dialog title={<Trans>On a phone</Trans>} open={open} onClose={onClose} closer={<Trans>Close</Trans>}>
      <div className={styles.phone}>
        <p className={styles.phoneTitle} lang={language}>
          {brief.title}
        </p>
        <Brief told={{ ...brief, ...lists, criteria, ip_policy: mine.ip_policy, language }} />
      </div>
    </Dialog>
  );
}

const full = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '');

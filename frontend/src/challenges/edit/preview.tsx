import { Trans } from '@lingui/react/macro';
import type { ChallengeDraft } from '../../api/types';
import { Dialog } from '../../shared/ui/dialog';
import { Brief } from '../brief';
import { Cover, FileList } from '../files';
import { briefIn, LISTS, type Attached, type Content } from './content';
import styles from './edit.module.css';

interface PreviewProps {
  open: boolean;
  onClose: () => void;
  draft: ChallengeDraft;
  mine: Content;
  language: string;
}

/** The brief as it stands now, as wide as a phone. */
export function Preview({ open, onClose, draft, mine, language }: PreviewProps) {
  const brief = briefIn(mine, language);
  const lists = Object.fromEntries(LISTS.map((name) => [name, full(brief[name])])) as Record<(typeof LISTS)[number], string[]>;
  const criteria = full(mine.criteria.map((one) => one.names[language] ?? ''));
  const { cover, files } = seenBy(draft, mine, language);
  return (
    <Dialog title={<Trans>On a phone</Trans>} open={open} onClose={onClose} closer={<Trans>Close</Trans>}>
      <div className={styles.phone}>
        <p className={styles.phoneTitle} lang={language}>
          {brief.title}
        </p>
        {cover && <Cover small challenge={draft.id} cover={cover} language={language} />}
        <Brief
          told={{ ...brief, ...lists, criteria, ip_policy: mine.ip_policy, language }}
          {...(files.length > 0 && { files: <FileList challenge={draft.id} files={files} language={language} /> })}
        />
      </div>
    </Dialog>
  );
}

/** Cover and files as readers of this language will find them. */
function seenBy({ brought }: ChallengeDraft, mine: Content, language: string) {
  const said = ({ says }: Attached): string => says[language] ?? Object.values(says)[0] ?? '';
  const found = (one: Attached) => brought.filter(({ id }) => id === one.id).map((about) => ({ ...about, says: said(one) }));
  const [front] = mine.cover ? found(mine.cover) : [];
  return { cover: front && { ...front, alt: front.says }, files: mine.files.flatMap(found) };
}

const full = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== '');

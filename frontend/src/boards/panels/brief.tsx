import { useRef } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Challenge } from '../../api/types';
import { ReadAloud } from '../../shared/ui/read-aloud';
import styles from './brief.module.css';
import { SidePanel } from './side-panel';
import { Sheet } from './ui/sheet';

type Brief = Partial<Challenge>;
type Told = string | readonly string[] | null | undefined;

const linesOf = (told: Told): readonly string[] =>
  typeof told === 'string' ? told.split('\n').filter((line) => line.trim() !== '') : (told ?? []);

/** One part of the brief; nothing where the owner wrote nothing. */
function Part({ title, told }: { title: string; told: Told }) {
  const lines = linesOf(told);
  if (lines.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {Array.isArray(told) && lines.length > 1 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : (
        lines.map((line) => <p key={line}>{line}</p>)
      )}
    </section>
  );
}

function BriefWords({ brief }: { brief: Brief }) {
  const { t } = useLingui();
  const all = useRef<HTMLDivElement>(null);
  return (
    <div ref={all} className={styles.words}>
      <ReadAloud words={() => all.current?.innerText ?? ''} />
      <Part title={t`The problem`} told={brief.problem} />
      <Part title={t`Context`} told={brief.context} />
      <Part title={t`Who it is for`} told={brief.users} />
      <Part title={t`Questions`} told={brief.first_questions} />
      <Part title={t`Limits`} told={brief.constraints} />
      <Part title={t`A good outcome`} told={brief.success} />
      <Part title={t`Not wanted`} told={brief.not_wanted} />
      <Part title={t`Materials`} told={brief.materials} />
      <Part title={t`Partners`} told={brief.possible_partners} />
      <Part title={t`Who owns the ideas`} told={brief.ip_policy} />
    </div>
  );
}

interface BriefProps {
  brief: Brief;
  onClose: () => void;
}

/** The brief beside the board, so that one can read and write. */
export function BriefDrawer({ brief, onClose }: BriefProps) {
  const { t } = useLingui();
  return (
    <SidePanel name={t`Challenge brief`} kicker={<Trans>The challenge</Trans>} title={brief.title} closer={t`Close the brief`} onClose={onClose}>
      <BriefWords brief={brief} />
    </SidePanel>
  );
}

/** The brief over the page, on a small screen. */
export function BriefSheet({ brief, onClose }: BriefProps) {
  const { t } = useLingui();
  return (
    <Sheet title={brief.title ?? t`Challenge brief`} onClose={onClose}>
      <BriefWords brief={brief} />
    </Sheet>
  );
}

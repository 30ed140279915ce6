import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Challenge } from '../api/types';
import { Card } from '../shared/ui';
import styles from './challenges.module.css';
import { Terms } from './terms';

type Told = Pick<
  Challenge,
  | 'problem' | 'context' | 'first_questions' | 'users' | 'materials' | 'possible_partners' | 'success' | 'constraints'
  | 'not_wanted' | 'criteria' | 'ip_policy' | 'language'
>;

interface BriefProps {
  told: Told;
  /** What comes with it. */
  files?: ReactNode;
  beside?: ReactNode;
  below?: ReactNode;
}

/** What a brief says: the problem first, then what a good answer has to respect. */
export function Brief({ told, files, beside, below }: BriefProps) {
  return (
    <div className={styles.around}>
      <div className={styles.brief}>
        <div className={styles.story}>
          <p className={styles.problem} lang={told.language}>{told.problem}</p>
          {told.context !== '' && (
            <Part title={<Trans>Why here, why now</Trans>}>
              <p lang={told.language}>{told.context}</p>
            </Part>
          )}
          <ListPart lang={told.language} title={<Trans>Questions to begin with</Trans>} lines={told.first_questions} />
          <ListPart lang={told.language} title={<Trans>Who it is for</Trans>} lines={told.users} look="tags" />
          <ListPart lang={told.language} title={<Trans>In the room</Trans>} lines={told.materials} look="tags" />
          {files !== undefined && <Part title={<Trans>With the brief</Trans>}>{files}</Part>}
          <ListPart lang={told.language} title={<Trans>Who may help</Trans>} lines={told.possible_partners} look="tags" />
        </div>
        <div className={styles.side}>
          {beside}
          {(told.success.length > 0 || told.constraints.length > 0 || told.not_wanted.length > 0 || told.criteria.length > 0) && (
            <Card>
              <ListPart lang={told.language} title={<Trans>A good answer</Trans>} lines={told.success} look="ok" />
              <ListPart lang={told.language} title={<Trans>It has to respect</Trans>} lines={told.constraints} />
              <ListPart lang={told.language} title={<Trans>Please not</Trans>} lines={told.not_wanted} look="no" />
              <ListPart lang={told.language} title={<Trans>What answers are judged by</Trans>} lines={told.criteria} />
            </Card>
          )}
          <Card>
            <Terms policy={told.ip_policy} />
          </Card>
        </div>
        {below}
      </div>
    </div>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface ListPartProps {
  lang: string;
  title: ReactNode;
  lines: readonly string[];
  look?: 'plain' | 'tags' | 'ok' | 'no';
}

function ListPart({ lang, title, lines, look = 'plain' }: ListPartProps) {
  if (lines.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={styles[look]} lang={lang}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  );
}

import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { TextField } from '../../shared/ui';
import { useFieldNames } from '../words';
import { briefIn, withBrief, type BriefText, type Content, type ListName } from './content';
import styles from './edit.module.css';

interface BriefFieldsProps {
  language: string;
  mine: Content;
  onChange: (mine: Content) => void;
}

const AFTER: readonly ListName[] = ['users', 'constraints', 'success', 'not_wanted', 'materials', 'first_questions', 'possible_partners'];

/** A brief in one language. The two fields it cannot do without come first. */
export function BriefFields({ language, mine, onChange }: BriefFieldsProps) {
  const names = useFieldNames();
  const brief = briefIn(mine, language);
  const set = (change: Partial<BriefText>): void => onChange(withBrief(mine, language, change));
  return (
    <div className={styles.fields}>
      <TextField {...named(names.title)} value={brief.title} onChange={(title) => set({ title })} maxLength={160} />
      <TextField {...named(names.problem)} lines={6} value={brief.problem} onChange={(problem) => set({ problem })} maxLength={6000} />
      <TextField {...named(names.context)} lines={4} value={brief.context} onChange={(context) => set({ context })} maxLength={6000} />
      {AFTER.map((name) => (
        <Lines key={name} told={names[name]} lines={brief[name]} onChange={(lines) => set({ [name]: lines })} />
      ))}
    </div>
  );
}

const named = ({ label, hint }: { label: string; hint: string }) => ({ label, hint });
const LONGEST = 400;

interface LinesProps {
  told: { label: string; hint: string };
  lines: readonly string[];
  onChange: (lines: string[]) => void;
}

/** A list, one line for each: empty lines stay while somebody writes. */
function Lines({ told, lines, onChange }: LinesProps) {
  const [tooLong, setTooLong] = useState(false);
  const change = (text: string): void => {
    const all = text === '' ? [] : text.split('\n');
    setTooLong(all.some((line) => line.length > LONGEST));
    onChange(all.slice(0, 40).map((line) => line.slice(0, LONGEST)));
  };
  return (
    <TextField
      {...named(told)}
      lines={Math.min(8, Math.max(3, lines.length + 1))}
      value={lines.join('\n')}
      onChange={change}
      error={tooLong ? <Trans>One line holds 400 letters; press Enter for a new one.</Trans> : undefined}
    />
  );
}

import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { useDisciplines } from '../../accounts/disciplines';
import type { People } from '../../api/types';
import { Select, TextField, type Choice } from '../../shared/ui';
import { useRoles } from '../roles';
import styles from './people.module.css';
import type { Wanted } from './queries';

const PAUSE_MS = 250;

interface FiltersProps {
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
  people: People | undefined;
}

export function Filters({ wanted, onChange, people }: FiltersProps) {
  const { t } = useLingui();
  const roles = useRoles();
  const disciplines = useDisciplines();
  const set = (name: keyof Wanted) => (value: string) => onChange({ ...wanted, [name]: value });
  const any = (label: string): Choice => ({ value: '', label });
  const said = (value: string): Choice => disciplines.find((one) => one.value === value) ?? { value, label: value };
  const named = (value: string): Choice => ({ value, label: value });
  return (
    <form className={styles.filters} role="search" onSubmit={(event) => event.preventDefault()}>
      <Words words={wanted.words} onChange={set('words')} />
      <Select
        label={t`Role`}
        value={wanted.role}
        onChange={set('role')}
        choices={[any(t`All`), ...Object.entries(roles).map(([value, label]) => ({ value, label }))]}
      />
      <Select
        label={t`Background`}
        value={wanted.discipline}
        onChange={set('discipline')}
        choices={[any(t`All`), ...withChosen(people?.disciplines, wanted.discipline).map(said)]}
      />
      <Select
        label={t`Organisation`}
        value={wanted.organisation}
        onChange={set('organisation')}
        choices={[any(t`All`), ...withChosen(people?.organisations, wanted.organisation).map(named)]}
      />
      <Select
        label={t`In the lab`}
        value={wanted.stay}
        onChange={set('stay')}
        choices={[any(t`Here now`), { value: 'gone', label: t`Left or taken out` }]}
      />
    </form>
  );
}

/** What is chosen can be seen, though nobody is of it any more. */
function withChosen(there: readonly string[] = [], chosen: string): string[] {
  return chosen === '' || there.includes(chosen) ? [...there] : [...there, chosen];
}

/** Looks when the typing pauses, not at every letter. */
function Words({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    if (typed === words) return undefined;
    const timer = window.setTimeout(() => onChange(typed), PAUSE_MS);
    return () => window.clearTimeout(timer);
  });
  return <TextField label={t`Search`} type="search" value={typed} onChange={setTyped} maxLength={100} />;
}

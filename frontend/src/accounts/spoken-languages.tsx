import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button, Choices, type Choice } from '../shared/ui';

/** Languages around the table, each in its own name. */
const NAMES: Readonly<Record<string, string>> = {
  nl: 'Nederlands',
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  cs: 'Čeština',
  pl: 'Polski',
  sk: 'Slovenčina',
  sl: 'Slovenščina',
  tr: 'Türkçe',
  uk: 'Українська',
  ar: 'العربية',
};
const USUAL = ['nl', 'en', 'fr', 'de'];

/** A tag we have no name for stays a tag. */
const asChoice = (tag: string): Choice => ({ value: tag, label: NAMES[tag] ?? tag, lang: tag });

interface SpokenLanguagesProps {
  /** The lab's own, which come first. */
  first: readonly string[];
  value: readonly string[];
  onChange: (tags: string[]) => void;
}

/** What somebody can work in: the usual ones in sight, the others one press away. */
export function SpokenLanguages({ first, value, onChange }: SpokenLanguagesProps) {
  const { t } = useLingui();
  const [all, setAll] = useState(false);
  const tags = new Set([...first, ...USUAL, ...value, ...(all ? Object.keys(NAMES) : [])]);
  return (
    <div>
      <Choices
        label={t`Languages you can work in`}
        hint={<Trans>So that nobody ends up in a team where they cannot talk.</Trans>}
        choices={[...tags].map(asChoice)}
        value={value}
        onChange={onChange}
      />
      {!all && (
        <Button kind="bare" onPress={() => setAll(true)}>
          <Trans>Another language</Trans>
        </Button>
      )}
    </div>
  );
}

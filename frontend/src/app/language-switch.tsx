import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { LANGUAGES, speak, type Language } from '../shared/language';
import styles from './shell.module.css';

const TAGS = Object.keys(LANGUAGES) as Language[];

/** Every language in its own name, always in sight: whoever needs it cannot read a menu's title. */
export function LanguageSwitch() {
  const { i18n, t } = useLingui();
  const client = useQueryClient();
  const choose = async (language: Language): Promise<void> => {
    await speak(language).catch(() => undefined);
    // What the server said is in the other language.
    await client.invalidateQueries();
  };
  return (
    <div className={styles.languages} role="group" aria-label={t`Language`}>
      {TAGS.map((tag) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          className={styles.language}
          aria-pressed={i18n.locale === tag}
          onClick={() => choose(tag)}
        >
          {LANGUAGES[tag]}
        </button>
      ))}
    </div>
  );
}

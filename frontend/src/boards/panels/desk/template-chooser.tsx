import { useState } from 'react';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { laidOut, TEMPLATES, type BoardTemplate, type Language } from '../../templates/templates';
import { useWorkspace } from '../../canvas/view/workspace';
import styles from './template-chooser.module.css';
import { Sheet } from '../ui/sheet';

/** What the structure looks like, small. */
function Preview({ template }: { template: BoardTemplate }) {
  return (
    <svg className={styles.preview} viewBox="0 0 150 100" aria-hidden="true">
      {template.zones.map(({ key, rect }, i) => (
        <rect key={key} data-tint={i % 5} x={rect.x * 1.5 + 1} y={rect.y + 1} width={rect.w * 1.5 - 2} height={rect.h - 2} rx="2" />
      ))}
    </svg>
  );
}

/** Ready structures to begin a board with, or to add to it. */
export function TemplateChooser({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const { engine } = useWorkspace();
  const [language, setLanguage] = useState<Language>(i18n.locale === 'nl' ? 'nl' : 'en');
  const take = (template: BoardTemplate): void => {
    onClose();
    engine.addTemplate((middle) => laidOut(template, middle, language));
  };
  return (
    <Sheet title={t`Begin with a structure`} onClose={onClose}>
      <p>
        <Trans>It is drawn beside what is there already. You can take it back, rename its zones and move them.</Trans>
      </p>
      <div className={styles.languages} role="group" aria-label={t`Language of the titles`}>
        {(['en', 'nl'] as const).map((each) => (
          <button key={each} type="button" className={styles.language} aria-pressed={language === each} lang={each} onClick={() => setLanguage(each)}>
            {each === 'en' ? 'English' : 'Nederlands'}
          </button>
        ))}
      </div>
      <ul className={styles.grid}>
        {TEMPLATES.map((template) => (
          <li key={template.key}>
            <button type="button" className={styles.card} onClick={() => take(template)}>
              <Preview template={template} />
              <span className={styles.title} lang={language}>
                {template.title[language]}
              </span>
              <span className={styles.count}>{t`${plural(template.zones.length, { one: '# zone', other: '# zones' })}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

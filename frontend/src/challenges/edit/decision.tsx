import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ChallengeDraft } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { Button, Card, Notice, TextField } from '../../shared/ui';
import { useDecide } from '../queries';
import { languageName } from '../words';
import styles from './edit.module.css';

/** What the owner decided, said to everybody who worked on it. */
export function Decision({ draft, onDone }: { draft: ChallengeDraft; onDone: (draft: ChallengeDraft) => void }) {
  const decide = useDecide(draft.id);
  const [texts, setTexts] = useState(draft.decision);
  const submit = onSubmit(() => {
    const said = Object.values(texts).some((text) => text.trim() !== '');
    if (said) decide.mutate({ texts }, { onSuccess: onDone });
    return said;
  });
  return (
    <Card title={<Trans>What was decided</Trans>}>
      <form className={styles.fields} onSubmit={submit} noValidate>
        <p className={styles.soft}>
          <Trans>People gave you their ideas. Tell them what you do with them, what you do not, and why.</Trans>
        </p>
        {draft.languages.map((language) => (
          <TextField
            key={language}
            label={languageName(language)}
            lines={4}
            value={texts[language] ?? ''}
            onChange={(text) => setTexts({ ...texts, [language]: text })}
            maxLength={6000}
          />
        ))}
        <ErrorNotice error={decide.error} />
        {decide.isSuccess && <Notice kind="ok" title={<Trans>Everybody can read it now.</Trans>} />}
        <div>
          <Button type="submit" kind="go" busy={decide.isPending}>
            <Trans>Tell everybody</Trans>
          </Button>
        </div>
      </form>
    </Card>
  );
}

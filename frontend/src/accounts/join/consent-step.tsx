import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { isRefusal, useJoin } from '../../api/queries';
import type { ConsentText, Joined, JoinRequest, Look } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { Link } from '../../shared/routing/link';
import { Screen } from '../../shared/screen';
import { choose, type Language } from '../../shared/language';
import { Button, Card, Checkbox, Notice, Steps } from '../../shared/ui';
import styles from '../accounts.module.css';
import type { ChangeDraft, Draft } from './draft';

interface ConsentStepProps {
  code: string;
  look: Look;
  draft: Draft;
  change: ChangeDraft;
  onIn: (joined: Joined) => void;
}

const request = (code: string, draft: Draft, look: Look, language: Language): JoinRequest => ({
  code,
  label: draft.label.trim(),
  language,
  languages: draft.languages.length > 0 ? draft.languages : [language],
  ...(draft.discipline !== '' && { discipline: draft.discipline }),
  ...(draft.organisation && { organisation: draft.organisation }),
  consents: look.consents.map(({ purpose }) => purpose).filter((purpose) => draft.consents[purpose]),
});

/** Each purpose is asked for by itself, and nothing is ticked beforehand. */
export function ConsentStep({ code, look, draft, change, onIn }: ConsentStepProps) {
  const { t, i18n } = useLingui();
  const join = useJoin();
  const [tried, setTried] = useState(false);
  const agreed = (consent: ConsentText): boolean => draft.consents[consent.purpose] ?? false;
  const required = look.consents.filter((consent) => consent.required);
  const missing = required.some((consent) => !agreed(consent));
  const submit = onSubmit(() => {
    setTried(true);
    if (!missing) join.mutate(request(code, draft, look, choose([i18n.locale])), { onSuccess: onIn });
    return !missing;
  });
  const ask = (consent: ConsentText) => (
    <Checkbox
      key={consent.purpose}
      isSelected={agreed(consent)}
      isInvalid={tried && consent.required && !agreed(consent)}
      onChange={(yes) => change({ consents: { ...draft.consents, [consent.purpose]: yes } })}
    >
      <PurposeName purpose={consent.purpose} />
      {consent.text}
    </Checkbox>
  );
  return (
    <Screen title={t`What do you agree to?`} over={<Steps at={3} of={3} label={look.target.title} />}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Card>
          <div className={styles.consents}>
            <h2>
              <Trans>Needed to take part</Trans>
            </h2>
            {tried && missing && (
              <Notice kind="error">
                <Trans>Tick this box to take part, or go back if you would rather not.</Trans>
              </Notice>
            )}
            {required.map(ask)}
          </div>
        </Card>
        <Card>
          <div className={styles.consents}>
            <h2>
              <Trans>Only if you want to</Trans>
            </h2>
            <p className={styles.small}>
              <Trans>Saying no changes nothing for you today. You can change your mind later.</Trans>
            </p>
            {look.consents.filter((consent) => !consent.required).map(ask)}
          </div>
        </Card>
        <ErrorNotice error={join.error} />
        {isRefusal(join.error, 404, 410) && (
          <Link to="/">
            <Trans>Enter another code</Trans>
          </Link>
        )}
        <Button type="submit" kind="go" wide busy={join.isPending}>
          <Trans>Take part</Trans>
        </Button>
      </form>
    </Screen>
  );
}

function PurposeName({ purpose }: { purpose: string }) {
  const { t } = useLingui();
  const names: Record<string, string> = {
    taking_part: t`Taking part`,
    research: t`Research`,
    photo: t`Photos`,
  };
  const name = names[purpose];
  return name === undefined ? null : <strong className={styles.consent}>{name}</strong>;
}

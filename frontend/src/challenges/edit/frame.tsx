import { Trans, useLingui } from '@lingui/react/macro';
import type { ChallengeAudience, IpPolicy } from '../../api/types';
import { Button, Card, TextField } from '../../shared/ui';
import { OneOf } from '../../shared/ui/one-of';
import { languageName, useAudiences, usePolicies } from '../words';
import type { Content, Criterion } from './content';
import styles from './edit.module.css';

interface FrameProps {
  mine: Content;
  languages: readonly string[];
  onChange: (mine: Content) => void;
}

const choices = <Value extends string>(told: Record<Value, { label: string; hint: string }>) =>
  (Object.keys(told) as Value[]).map((value) => ({ value, ...told[value] }));

/** What holds in every language: sector, whose the ideas are, who reads it, what answers are judged by. */
export function Frame({ mine, languages, onChange }: FrameProps) {
  const { t } = useLingui();
  const policies = usePolicies();
  const audiences = useAudiences();
  return (
    <>
      <Card title={<Trans>In every language</Trans>}>
        <TextField
          label={t`Sector`}
          hint={<Trans>One word, such as glass or cycling: people filter by it.</Trans>}
          value={mine.sector}
          onChange={(sector) => onChange({ ...mine, sector })}
          maxLength={40}
        />
        <OneOf<IpPolicy>
          label={t`Whose the ideas are`}
          value={mine.ip_policy}
          onChange={(ip_policy) => onChange({ ...mine, ip_policy })}
          choices={choices(policies)}
        />
        {mine.ip_policy !== 'nda' && (
          <OneOf<ChallengeAudience>
            label={t`Who reads it`}
            value={mine.audience}
            onChange={(audience) => onChange({ ...mine, audience })}
            choices={choices(audiences)}
          />
        )}
      </Card>
      <Criteria criteria={mine.criteria} languages={languages} onChange={(criteria) => onChange({ ...mine, criteria })} />
    </>
  );
}

interface CriteriaProps {
  criteria: readonly Criterion[];
  languages: readonly string[];
  onChange: (criteria: Criterion[]) => void;
}

const MOST = 12;
const freshId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

function Criteria({ criteria, languages, onChange }: CriteriaProps) {
  const { t } = useLingui();
  const put = (at: Criterion, language: string, name: string): void =>
    onChange(criteria.map((one) => (one === at ? { ...one, names: { ...one.names, [language]: name } } : one)));
  return (
    <Card title={<Trans>What answers are judged by</Trans>}>
      <p className={styles.soft}>
        <Trans>Three to five are enough. Teams read them in the brief.</Trans>
      </p>
      {criteria.map((one, at) => {
        const number = at + 1;
        return (
          <div key={one.id} className={styles.criterion} role="group" aria-label={t`Criterion ${number}`}>
            {languages.map((language) => (
              <TextField
                key={language}
                label={languageName(language)}
                value={one.names[language] ?? ''}
                onChange={(name) => put(one, language, name)}
                maxLength={400}
              />
            ))}
            <Button kind="bare" onPress={() => onChange(criteria.filter((other) => other !== one))}>
              <Trans>Take away</Trans>
              <span className="visually-hidden">
                {' '}
                <Trans>criterion {number}</Trans>
              </span>
            </Button>
          </div>
        );
      })}
      {criteria.length < MOST && (
        <div>
          <Button onPress={() => onChange([...criteria, { id: freshId(), names: {} }])}>
            <Trans>Add a criterion</Trans>
          </Button>
        </div>
      )}
    </Card>
  );
}

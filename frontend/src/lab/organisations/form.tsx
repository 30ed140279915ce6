import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { isRefusal } from '../../api/queries';
import type { Organisation, OrganisationRequest } from '../../api/types';
import { ErrorNotice, ErrorSentence } from '../../shared/error-notice';
import { onSubmit } from '../../shared/form';
import { Button, Checkbox, Notice, Select, TextField } from '../../shared/ui';
import styles from './organisations.module.css';
import { useKeep } from './queries';
import { useCountries, useKinds } from './words';

const NEW: Required<OrganisationRequest> = {
  name: '',
  kind: 'sme_industrial',
  country: 'BE',
  sector: '',
  possible_partner: false,
};

const saidOf = ({ name, kind, country, sector, possible_partner }: Organisation): Required<OrganisationRequest> => ({
  name,
  kind,
  country,
  sector,
  possible_partner,
});

interface FormProps {
  /** The one that is changed; without it a new one is entered. */
  organisation?: Organisation;
  onDone?: () => void;
}

export function OrganisationForm({ organisation, onDone }: FormProps) {
  const { t } = useLingui();
  const kinds = useKinds();
  const countries = useCountries();
  const keep = useKeep(organisation?.id ?? '');
  const [said, setSaid] = useState(organisation ? saidOf(organisation) : NEW);
  const [tried, setTried] = useState(false);
  const known = isRefusal(keep.error, 'organisation_known') && keep.error;
  const nameless = said.name.trim() === '';
  const set = (change: Partial<OrganisationRequest>): void => setSaid({ ...said, ...change });
  const done = (): void => {
    setTried(false);
    if (!organisation) setSaid(NEW);
    onDone?.();
  };
  const submit = onSubmit(() => {
    setTried(true);
    if (!nameless) keep.mutate(said, { onSuccess: done });
    return !nameless;
  });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t`Name of the organisation`}
        value={said.name}
        onChange={(name) => set({ name })}
        maxLength={120}
        error={known ? <ErrorSentence error={known} /> : tried && nameless ? t`Give it a name first.` : undefined}
      />
      <Select
        label={t`Kind`}
        value={said.kind}
        onChange={(kind) => set({ kind: kind as OrganisationRequest['kind'] })}
        choices={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
      />
      <Select label={t`Country`} value={said.country} onChange={(country) => set({ country })} choices={countries} />
      <TextField
        label={t`Sector`}
        hint={<Trans>One or two words, such as glass or cycling. May stay empty.</Trans>}
        value={said.sector}
        onChange={(sector) => set({ sector })}
        maxLength={40}
      />
      <Checkbox isSelected={said.possible_partner} onChange={(possible) => set({ possible_partner: possible })}>
        <Trans>Only a possible partner so far: it was not asked, or has not said yes.</Trans>
      </Checkbox>
      {!known && <ErrorNotice error={keep.error} />}
      {keep.isSuccess && !organisation && (
        <Notice kind="ok">
          <Trans>It is in the list.</Trans>
        </Notice>
      )}
      <Button type="submit" kind="go" busy={keep.isPending}>
        {organisation ? <Trans>Keep the changes</Trans> : <Trans>Enter it</Trans>}
      </Button>
    </form>
  );
}

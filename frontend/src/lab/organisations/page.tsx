import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Organisation, Organisations } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Screen } from '../../shared/screen';
import { Button, Card, EmptyState, Waiting } from '../../shared/ui';
import { Dialog } from '../../shared/ui/dialog';
import { BackToLab } from '../back';
import { OrganisationForm } from './form';
import styles from './organisations.module.css';
import { useOrganisations, useRetire } from './queries';
import { useCountryName, useKinds } from './words';

/** The firms, schools and offices that a lab works with, or might. */
export default function OrganisationsPage() {
  const { t } = useLingui();
  const list = useOrganisations();
  return (
    <Screen
      wide
      title={t`Organisations`}
      over={<BackToLab />}
      lead={<Trans>The firms, schools and offices that people here are of, and those that might join.</Trans>}
    >
      <ErrorNotice error={list.error} onRetry={list.refetch} />
      {list.isPending && (
        <Waiting>
          <Trans>Fetching the organisations…</Trans>
        </Waiting>
      )}
      {list.data && <Lists list={list.data} />}
    </Screen>
  );
}

function Lists({ list }: { list: Organisations }) {
  const { organisations, may_change: mayChange } = list;
  const shown = organisations.filter((one) => one.retired_at === null);
  const retired = organisations.filter((one) => one.retired_at !== null);
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {shown.length === 0 ? <None mayChange={mayChange} /> : <Lines lines={shown} mayChange={mayChange} />}
        {retired.length > 0 && (
          <section className={styles.column} aria-labelledby="retired">
            <h2 id="retired">
              <Trans>Taken off the list</Trans>
            </h2>
            <Lines lines={retired} mayChange={mayChange} />
          </section>
        )}
      </div>
      {mayChange && (
        <Card title={<Trans>New organisation</Trans>}>
          <OrganisationForm />
        </Card>
      )}
    </div>
  );
}

function None({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState title={<Trans>There is no organisation yet.</Trans>}>
      {mayChange ? (
        <Trans>Enter the first one here. Who types its name when joining is then of it.</Trans>
      ) : (
        <Trans>An administrator enters them.</Trans>
      )}
    </EmptyState>
  );
}

function Lines({ lines, mayChange }: { lines: readonly Organisation[]; mayChange: boolean }) {
  return (
    <ul className={styles.list}>
      {lines.map((one) => (
        <li key={one.id} className={styles.line}>
          <Line organisation={one} />
          {mayChange && <Tools organisation={one} />}
        </li>
      ))}
    </ul>
  );
}

function Line({ organisation }: { organisation: Organisation }) {
  const kinds = useKinds();
  const country = useCountryName();
  const { name, kind, sector, people, possible_partner: possible } = organisation;
  return (
    <div className={styles.said}>
      <strong>{name}</strong>
      {possible && (
        <span className={styles.mark}>
          <Trans>Possible partner</Trans>
        </span>
      )}
      <p className={styles.soft}>
        {[kinds[kind], country(organisation.country), sector].filter((part) => part !== '').join(' · ')}
        {' · '}
        <Plural value={people} _0="nobody here" one="# person here" other="# people here" />
      </p>
    </div>
  );
}

function Tools({ organisation }: { organisation: Organisation }) {
  const [editing, setEditing] = useState(false);
  const retire = useRetire(organisation.id);
  const { name } = organisation;
  const isRetired = organisation.retired_at !== null;
  return (
    <div className={styles.row}>
      <ErrorNotice error={retire.error} />
      {!isRetired && (
        <Button onPress={() => setEditing(true)}>
          <Trans>Edit</Trans>
          <span className="visually-hidden"> {name}</span>
        </Button>
      )}
      <Button busy={retire.isPending} onPress={() => retire.mutate({ retired: !isRetired })}>
        {isRetired ? <Trans>Put on the list again</Trans> : <Trans>Take off the list</Trans>}
        <span className="visually-hidden"> {name}</span>
      </Button>
      <Dialog
        title={<Trans>Edit {name}</Trans>}
        open={editing}
        onClose={() => setEditing(false)}
        closer={<Trans>Close</Trans>}
      >
        <OrganisationForm organisation={organisation} onDone={() => setEditing(false)} />
      </Dialog>
    </div>
  );
}

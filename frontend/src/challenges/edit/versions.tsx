import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ChallengeVersion } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Button, Card, Waiting } from '../../shared/ui';
import { Dialog } from '../../shared/ui/dialog';
import { useVersions } from '../queries';
import { useDay, useFieldTitle } from '../words';
import { toRead, whole } from './content';
import styles from './edit.module.css';

/** What was published from time to time; each beside the one before. `number` is the newest there is. */
export function Versions({ id, number }: { id: string; number: number }) {
  const versions = useVersions(id);
  const [open, setOpen] = useState<ChallengeVersion | null>(null);
  const all = versions.data ?? [];
  const before = open && all.find((one) => one.number === open.number - 1);
  return (
    <Card title={<Trans>Versions</Trans>}>
      {(versions.isPending || (all[0] && all[0].number < number)) && (
        <Waiting>
          <Trans>Fetching the versions…</Trans>
        </Waiting>
      )}
      <ErrorNotice error={versions.error} onRetry={versions.refetch} />
      <ol className={styles.versions}>
        {all.map((one) => (
          <li key={one.number}>
            <Line version={one} onOpen={() => setOpen(one)} />
          </li>
        ))}
      </ol>
      {open && before && <Compared version={open} before={before} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Line({ version, onOpen }: { version: ChallengeVersion; onOpen: () => void }) {
  const day = useDay();
  const { number, by } = version;
  const at = day(version.at);
  return (
    <>
      <div>
        <strong>
          <Trans>Version {number}</Trans>
        </strong>
        <p className={styles.soft}>{[at, by].filter(Boolean).join(' · ')}</p>
      </div>
      {version.changed.length > 0 && (
        <Button onPress={onOpen}>
          <Trans>What changed</Trans>
          <span className="visually-hidden">
            {' '}
            <Trans>in version {number}</Trans>
          </span>
        </Button>
      )}
    </>
  );
}

/** What is one field to people: criteria, the cover, the files, whatever of them changed. */
function fieldOf(field: string): string {
  const [name = ''] = field.split('.');
  return { criterion: 'criteria', cover: 'cover', file: 'files' }[name] ?? field;
}

interface ComparedProps {
  version: ChallengeVersion;
  before: ChallengeVersion;
  onClose: () => void;
}

function Compared({ version, before, onClose }: ComparedProps) {
  const { t } = useLingui();
  const titled = useFieldTitle();
  const { number } = version;
  const fields = [...new Set(version.changed.map(fieldOf))];
  const [old, fresh] = [whole(before.content), whole(version.content)];
  return (
    <Dialog title={t`What changed in version ${number}`} open onClose={onClose} closer={<Trans>Close</Trans>}>
      <dl className={styles.compared}>
        {fields.map((field) => (
          <div key={field}>
            <dt>{titled(field)}</dt>
            <dd>
              <span className={styles.when}>
                <Trans>Before</Trans>
              </span>
              <del>{toRead(old, field) || '–'}</del>
            </dd>
            <dd>
              <span className={styles.when}>
                <Trans>Now</Trans>
              </span>
              <ins>{toRead(fresh, field) || '–'}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

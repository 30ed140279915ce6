import { Trans } from '@lingui/react/macro';
import type { Look } from '../../api/types';
import { Card } from '../../shared/ui';
import styles from '../accounts.module.css';

/** The board, the lab behind it, and how one writes there. */
export function WhatItIs({ look: { lab, target } }: { look: Look }) {
  return (
    <Card>
      {target.brief !== '' && <p className={styles.brief}>{target.brief}</p>}
      <dl className={styles.facts}>
        <dt>
          <Trans>Lab</Trans>
        </dt>
        <dd>{lab.name}</dd>
        {lab.controller !== '' && (
          <>
            <dt>
              <Trans>Looks after your data</Trans>
            </dt>
            <dd>{lab.controller}</dd>
          </>
        )}
      </dl>
      <ModeSentence mode={target.mode} />
    </Card>
  );
}

function ModeSentence({ mode }: { mode: Look['target']['mode'] }) {
  if (mode === 'silent') {
    return (
      <p>
        <Trans>
          You first write on your own: nobody sees your notes until the facilitator shows them all.
        </Trans>
      </p>
    );
  }
  if (mode === 'open') {
    return (
      <p>
        <Trans>You write on one board together: what you write is seen at once.</Trans>
      </p>
    );
  }
  return null;
}

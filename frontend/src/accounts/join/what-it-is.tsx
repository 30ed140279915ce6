import { Trans, useLingui } from '@lingui/react/macro';
import type { Look } from '../../api/types';
import { usePlain } from '../../shared/plain';
import { Card } from '../../shared/ui';
import { PictureCards, type PictureStep } from '../../shared/ui/picture-cards';
import styles from '../accounts.module.css';

/** The board, the lab behind it, and how one writes there. */
export function WhatItIs({ look: { lab, target } }: { look: Look }) {
  const plain = usePlain();
  return (
    <Card>
      {target.brief !== '' && <p className={styles.brief}>{target.brief}</p>}
      {plain && <PlainSteps mode={target.mode} />}
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
      {!plain && <ModeSentence mode={target.mode} />}
    </Card>
  );
}

/** The same in pictures and few words. */
function PlainSteps({ mode }: { mode: Look['target']['mode'] }) {
  const { t } = useLingui();
  const then: PictureStep =
    mode === 'silent'
      ? { picture: 'alone', words: t`Only you see it at first.` }
      : { picture: 'together', words: t`Everybody sees it at once.` };
  return (
    <PictureCards
      label={t`What you will do`}
      steps={[
        { picture: 'read', words: t`You read a question.` },
        { picture: 'write', words: t`You write what you think.` },
        then,
      ]}
    />
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

import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import styles from './challenges.module.css';

const SENTENCES: Readonly<Record<string, ReactNode>> = {
  open: <Trans>Everybody may use what comes out of it, with your names beside it (CC BY 4.0).</Trans>,
  keep: <Trans>Your ideas stay yours. The owner may use them inside the firm to judge them.</Trans>,
  first_talk: <Trans>Your ideas stay yours. The owner may be the first to talk with you about them.</Trans>,
  owner: <Trans>What comes out of it belongs to the owner, for what was agreed with you.</Trans>,
  nda: <Trans>This brief and its board are confidential. Do not pass them on.</Trans>,
};

/** Whose the ideas are, said before anybody has one. */
export function Terms({ policy }: { policy: string }) {
  const sentence = SENTENCES[policy];
  if (sentence === undefined) return null;
  return (
    <section className={styles.part}>
      <h2>
        <Trans>Whose ideas they are</Trans>
      </h2>
      <p>{sentence}</p>
    </section>
  );
}

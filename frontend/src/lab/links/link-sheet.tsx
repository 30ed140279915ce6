import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { MadeLink } from '../../api/types';
import { Button, Notice, TextField } from '../../shared/ui';
import labStyles from '../lab.module.css';
import { useDay } from '../dates';
import { QrCode } from '../qr-code';
import styles from './links.module.css';

/** The secret stands behind a `#`: browsers send that to nobody, not even to us. */
const addressOf = (made: MadeLink): string => `${window.location.origin}/lab/welcome#${made.token}`;

/** A link that was just made: to copy, or to be photographed. It is shown this once. */
export function LinkSheet({ made }: { made: MadeLink }) {
  const { t } = useLingui();
  const day = useDay();
  const [copied, setCopied] = useState<boolean | null>(null);
  const address = addressOf(made);
  const until = day(made.link.expires_at);
  const copy = (): void => {
    // Pages that are no secure context have no clipboard; the text can be chosen by hand.
    const written = (navigator.clipboard as Clipboard | undefined)?.writeText(address) ?? Promise.reject(new Error());
    written.then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className={styles.sheet}>
      <Notice kind="ok" title={<Trans>The link is ready. It is shown only now.</Trans>}>
        <Trans>It works once, until {until}. Give it to nobody else: whoever opens it first has it.</Trans>
      </Notice>
      <QrCode className={labStyles.picture} text={address} label={t`QR code of the link`} />
      <TextField label={t`The link`} value={address} isReadOnly />
      <div className={labStyles.row}>
        <Button onPress={copy}>
          <Trans>Copy the link</Trans>
        </Button>
        <span role="status">
          {copied === true && <Trans>Copied.</Trans>}
          {copied === false && <Trans>Copy it by hand, please.</Trans>}
        </span>
      </div>
    </div>
  );
}

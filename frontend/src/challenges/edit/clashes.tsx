import { Trans } from '@lingui/react/macro';
import { Button, Notice } from '../../shared/ui';
import { useFieldTitle } from '../words';
import { take, toRead } from './content';
import styles from './edit.module.css';
import type { Saving, Written } from './saving';

/** Two wrote in one field at once: mine stands in it, theirs can be read and taken. */
export function Clashes({ saving, written }: { saving: Saving; written: Written }) {
  const titled = useFieldTitle();
  const { clashes, theirs, mine } = written;
  if (!theirs || clashes.length === 0) return null;
  return (
    <Notice kind="offline" title={<Trans>Somebody else wrote here at the same time.</Trans>}>
      <Trans>What you wrote stands. Here is what the other wrote:</Trans>
      <ul className={styles.clashes}>
        {clashes.map((field) => (
          <li key={field}>
            <strong>{titled(field)}</strong>
            <p className={styles.theirs}>{toRead(theirs, field)}</p>
            <div className={styles.row}>
              <Button
                onPress={() => {
                  saving.change(take(field, theirs, mine));
                  saving.settle(field);
                }}
              >
                <Trans>Take theirs</Trans>
              </Button>
              <Button onPress={() => saving.settle(field)}>
                <Trans>Keep mine</Trans>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

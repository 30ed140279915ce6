import { Trans, useLingui } from '@lingui/react/macro';
import type { Joined } from '../../api/types';
import { showCode } from '../../shared/code';
import { usePlain } from '../../shared/plain';
import { safePath } from '../../shared/routing/place';
import { Screen } from '../../shared/screen';
import { Card, LinkButton } from '../../shared/ui';
import styles from '../accounts.module.css';

/** She is in. The way back is shown once, here. */
export function InStep({ joined, code }: { joined: Joined; code: string }) {
  const { t } = useLingui();
  const plain = usePlain();
  const name = joined.person.label;
  return (
    <Screen title={t`Welcome, ${name}`} lead={<Trans>You are in. One thing before you start:</Trans>}>
      <Card title={<Trans>Your personal code</Trans>}>
        <code className={styles.code}>{showCode(code)}</code>
        <p>
          {plain ? (
            <Trans>Write this code down. Or take a picture. You need it to come back.</Trans>
          ) : (
            <Trans>
              Empty battery, or another device? With this code you go on as yourself, with everything
              you wrote. Write it down or take a picture: it is shown only now.
            </Trans>
          )}
        </p>
        <p className={styles.small}>
          <Trans>Keep it to yourself: whoever has it can write as you.</Trans>
        </p>
      </Card>
      <LinkButton to={safePath(joined.path)} kind="go" wide>
        <Trans>I have it, let me in</Trans>
      </LinkButton>
    </Screen>
  );
}

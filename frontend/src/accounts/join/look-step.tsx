import { Trans, useLingui } from '@lingui/react/macro';
import type { Look } from '../../api/types';
import { Link } from '../../shared/routing/link';
import { Screen } from '../../shared/screen';
import { Button, Steps } from '../../shared/ui';
import styles from '../accounts.module.css';
import { WhatItIs } from './what-it-is';

interface LookStepProps {
  look: Look;
  onNext: () => void;
}

/** What you are about to join and who is behind it, before you have given anything. */
export function LookStep({ look, onNext }: LookStepProps) {
  const { t } = useLingui();
  return (
    <Screen
      title={look.target.title}
      over={<Steps at={1} of={3} label={t`You are about to join`} />}
    >
      <WhatItIs look={look} />
      <div className={styles.sticky}>
        <Button kind="go" wide onPress={onNext}>
          <Trans>Yes, this is it</Trans>
        </Button>
      </div>
      <p className={styles.line}>
        <Link to="/">
          <Trans>No, I have another code</Trans>
        </Link>
      </p>
    </Screen>
  );
}

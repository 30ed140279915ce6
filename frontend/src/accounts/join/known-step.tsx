import { Trans, useLingui } from '@lingui/react/macro';
import { useJoin, useLeave } from '../../api/queries';
import type { Joined, Look, Person } from '../../api/types';
import { ErrorNotice } from '../../shared/error-notice';
import { Screen } from '../../shared/screen';
import { choose } from '../../shared/language';
import { Button } from '../../shared/ui';
import styles from '../accounts.module.css';
import { WhatItIs } from './what-it-is';

interface KnownStepProps {
  code: string;
  look: Look;
  me: Person;
  onIn: (joined: Joined) => void;
}

/** This device is somebody in that lab already: one press, and nobody becomes two people. */
export function KnownStep({ code, look, me, onIn }: KnownStepProps) {
  const { t, i18n } = useLingui();
  const join = useJoin();
  const leave = useLeave();
  const name = me.label;
  const enter = (): void => join.mutate({ code, language: choose([i18n.locale]) }, { onSuccess: onIn });
  return (
    <Screen title={look.target.title} over={t`You are about to join`}>
      <WhatItIs look={look} />
      <ErrorNotice error={join.error ?? leave.error} />
      <Button kind="go" wide busy={join.isPending} onPress={enter}>
        <Trans>Continue as {name}</Trans>
      </Button>
      <div>
        <Button kind="bare" busy={leave.isPending} onPress={() => leave.mutate({ lab: look.lab.id })}>
          <Trans>I am somebody else</Trans>
        </Button>
        <p className={styles.small}>
          <Trans>Then {name} needs the personal code to come back.</Trans>
        </p>
      </div>
    </Screen>
  );
}

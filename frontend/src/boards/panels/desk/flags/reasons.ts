import { useLingui } from '@lingui/react/macro';
import type { components } from '../../../../api/rest.gen';

export type Reason = components['schemas']['FlagReason'];

export const REASONS = ['unclear', 'hurtful', 'personal', 'confidential'] as const satisfies readonly Reason[];

/** What somebody says who flags an item. */
export function useReasonSentences(): Readonly<Record<Reason, string>> {
  const { t } = useLingui();
  return {
    unclear: t`I do not understand it`,
    hurtful: t`It hurts somebody`,
    personal: t`It tells something about a person`,
    confidential: t`It should not be shown outside`,
  };
}

/** Why somebody flags an item: in short for the facilitator. */
export function useReasonNames(): Readonly<Record<Reason, string>> {
  const { t } = useLingui();
  return {
    unclear: t`cannot be understood`,
    hurtful: t`hurts somebody`,
    personal: t`tells something about a person`,
    confidential: t`should not be shown outside`,
  };
}

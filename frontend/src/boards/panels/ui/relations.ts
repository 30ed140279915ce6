import { useLingui } from '@lingui/react/macro';
import type { Relation } from '../../sync';

/** What connectors mean, read from what relates to what was there. */
export function useRelationNames(): Readonly<Record<Relation, string>> {
  const { t } = useLingui();
  return {
    builds_on: t`builds on`,
    merges: t`brings in`,
    contradicts: t`speaks against`,
    answers: t`answers`,
    relates_to: t`has to do with`,
  };
}

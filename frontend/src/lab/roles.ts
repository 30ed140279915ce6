import { useLingui } from '@lingui/react/macro';
import type { LabRole } from '../api/types';

/** Each role as people say it, those with more to look after later. */
export function useRoles(): Record<LabRole, string> {
  const { t } = useLingui();
  return {
    participant: t`participant`,
    observer: t`observer`,
    owner: t`challenge owner`,
    evaluator: t`evaluator`,
    facilitator: t`facilitator`,
    administrator: t`administrator`,
  };
}

/** Roles as people say them, in one line. */
export function useRoleNames(roles: readonly LabRole[]): string {
  const { i18n } = useLingui();
  const names = useRoles();
  const known = roles.map((role) => names[role]);
  return new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(known);
}

import { useLingui } from '@lingui/react/macro';

/** Roles as people say them, in one line. */
export function useRoleNames(roles: readonly string[]): string {
  const { t, i18n } = useLingui();
  const names: Record<string, string> = {
    participant: t`participant`,
    facilitator: t`facilitator`,
    owner: t`challenge owner`,
    observer: t`observer`,
    evaluator: t`evaluator`,
    administrator: t`administrator`,
  };
  const known = roles.map((role) => names[role] ?? role);
  return new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(known);
}

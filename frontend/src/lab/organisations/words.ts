import { useLingui } from '@lingui/react/macro';
import type { OrganisationKind } from '../../api/types';

export function useKinds(): Record<OrganisationKind, string> {
  const { t } = useLingui();
  return {
    sme_industrial: t`Small industrial firm`,
    creative_sme: t`Small creative firm`,
    startup: t`Start-up`,
    large_firm: t`Large firm`,
    social_enterprise: t`Social enterprise`,
    ngo: t`Association`,
    education: t`School or university`,
    research: t`Research institute`,
    business_support: t`Business support`,
    public_body: t`Public body`,
    other: t`Something else`,
  };
}

/** The programme's countries and their neighbours first in mind; any other can be added here. */
const COUNTRIES = ['BE', 'NL', 'DE', 'AT', 'CZ', 'SK', 'PL', 'HU', 'SI', 'HR', 'IT', 'FR', 'LU', 'ES', 'PT', 'IE', 'DK', 'SE', 'FI', 'GB', 'CH', 'UA'];

/** A country as people of this language call it. */
export function useCountryName(): (code: string) => string {
  const { i18n } = useLingui();
  const names = new Intl.DisplayNames(i18n.locale, { type: 'region', fallback: 'code' });
  return (code) => names.of(code) ?? code;
}

/** Belgium and the Netherlands, then the others by name. */
export function useCountries(): { value: string; label: string }[] {
  const name = useCountryName();
  const all = COUNTRIES.map((value) => ({ value, label: name(value) }));
  return [...all.slice(0, 2), ...all.slice(2).sort((one, other) => one.label.localeCompare(other.label))];
}

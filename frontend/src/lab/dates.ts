import { useLingui } from '@lingui/react/macro';

/** Days as people write them, in the reader's language. */
export function useDay(): (instant: string) => string {
  const { i18n } = useLingui();
  // Plain `en` would write the month first, which nobody here does.
  const written = new Intl.DateTimeFormat(i18n.locale === 'en' ? 'en-GB' : i18n.locale, { dateStyle: 'long' });
  return (instant) => written.format(new Date(instant));
}

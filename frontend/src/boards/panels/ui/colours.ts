import { useMemo } from 'react';
import { useLingui } from '@lingui/react/macro';
import type { Colour } from '../../sync';

/** The colours of notes by name. */
export function useColourNames(): Readonly<Record<Colour, string>> {
  const { t } = useLingui();
  return useMemo(
    () => ({
      yellow: t`yellow`,
      orange: t`orange`,
      pink: t`pink`,
      purple: t`purple`,
      blue: t`blue`,
      green: t`green`,
      grey: t`grey`,
    }),
    [t],
  );
}

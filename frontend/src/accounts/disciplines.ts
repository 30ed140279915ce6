import { useLingui } from '@lingui/react/macro';
import type { Choice } from '../shared/ui';

/** Where people come from, in the coarse kinds that teams are mixed by. */
export function useDisciplines(): Choice[] {
  const { t } = useLingui();
  return [
    { value: '', label: t`Rather not say` },
    { value: 'technical', label: t`Technology and engineering` },
    { value: 'creative', label: t`Design, art and media` },
    { value: 'maker', label: t`Making and repairing` },
    { value: 'entrepreneur', label: t`Running a business` },
    { value: 'social', label: t`Care, coaching and social work` },
    { value: 'public', label: t`Government and public service` },
    { value: 'research', label: t`Research and teaching` },
    { value: 'other', label: t`Something else` },
  ];
}

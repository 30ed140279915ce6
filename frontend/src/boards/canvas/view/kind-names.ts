import { useLingui } from '@lingui/react/macro';
import type { ViewItem } from '../../sync';

/** What an item is and says, in words. */
export function useKindNames(): (item: ViewItem) => string {
  const { t } = useLingui();
  return (item) => {
    const said = item.text.trim();
    const [title = ''] = said.split('\n');
    switch (item.kind) {
      case 'note':
        return said || t`empty note`;
      case 'image':
        return said ? t`picture: ${said}` : t`picture without a description`;
      case 'text':
        return said ? t`text: ${said}` : t`empty text`;
      case 'zone':
        return title ? t`zone: ${title}` : t`zone without a title`;
      case 'cluster':
        return title ? t`group: ${title}` : t`group without a title`;
      case 'stroke':
        return said ? t`drawing: ${said}` : t`drawing without a description`;
    }
  };
}

import { useLingui } from '@lingui/react/macro';
import type { Relation, ViewConnector, ViewItem } from '../sync';
import { useKindNames } from '../canvas/view/kind-names';
import { useRelationNames } from './ui/relations';

const SHORT = 80;

export const shortly = (words: string): string => (words.length > SHORT ? `${words.slice(0, SHORT)}…` : words);

/** A connection as it is read from one of its ends. */
export function useLinkWords(): (from: string, link: ViewConnector, item: (id: string) => ViewItem | undefined) => string {
  const { t } = useLingui();
  const names = useKindNames();
  const forth = useRelationNames();
  const back: Readonly<Record<Relation, string>> = {
    builds_on: t`is built on by`,
    merges: t`is brought into`,
    contradicts: t`is spoken against by`,
    answers: t`is answered by`,
    relates_to: t`has to do with`,
  };
  return (from, { source, target, relation }, itemOf) => {
    const other = itemOf(source === from ? target : source);
    return `${(source === from ? forth : back)[relation]}: ${other ? shortly(names(other)) : ''}`;
  };
}

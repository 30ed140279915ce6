import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/http';
import type { LabRole, People, PersonOfLab } from '../../api/types';

/** What somebody looks for; empty: everything. */
export interface Wanted {
  words: string;
  role: string;
  discipline: string;
  organisation: string;
  stay: string;
}

export const EVERYBODY: Wanted = { words: '', role: '', discipline: '', organisation: '', stay: '' };

/** The same as an address says it: what is empty is left out. */
export function queryOf(wanted: Wanted, page = 1): string {
  const said = Object.entries({ ...wanted } as Record<string, string>).filter(([, value]) => value.trim() !== '');
  if (page > 1) said.push(['page', String(page)]);
  return new URLSearchParams(said).toString();
}

export function wantedIn(query: URLSearchParams): Wanted {
  const names = Object.keys(EVERYBODY) as (keyof Wanted)[];
  return Object.assign({}, EVERYBODY, ...names.map((name) => ({ [name]: query.get(name) ?? '' }))) as Wanted;
}

export const usePeople = (wanted: Wanted, page: number) =>
  useQuery({
    queryKey: ['people', 'list', queryOf(wanted, page)],
    queryFn: ({ signal }) => send<People>('GET', `/api/people?${queryOf(wanted, page)}`, { signal }),
    placeholderData: (before) => before,
  });

const at = (id: string, tail = ''): string => `/api/people/${encodeURIComponent(id)}${tail}`;

export const usePerson = (id: string) =>
  useQuery({ queryKey: ['people', id], queryFn: ({ signal }) => send<PersonOfLab>('GET', at(id), { signal }) });

/** A change of one person: the answer is her page as it is now. */
function useChange<Body>(id: string, tail: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send<PersonOfLab>('POST', at(id, tail), { body }),
    onSuccess: (page) => {
      client.setQueryData(['people', id], page);
      return client.invalidateQueries({ queryKey: ['people', 'list'] });
    },
  });
}

export const useRole = (id: string) => useChange<{ role: LabRole; held: boolean }>(id, '/roles');
export const useRename = (id: string) => useChange<{ label: string }>(id, '/name');
export const useBelongTo = (id: string) => useChange<{ organisation: string | null }>(id, '/organisation');
export const useStay = (id: string) => useChange<{ here: boolean }>(id, '/stay');
export const useEndDevices = (id: string) => useChange<Record<string, never>>(id, '/devices/end');

export const useHandOutCode = (id: string) =>
  useMutation({
    mutationFn: () => send<{ resume_code: string }>('POST', at(id, '/code'), { body: {} }),
  });

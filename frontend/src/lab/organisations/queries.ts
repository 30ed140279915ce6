import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/http';
import type { OrganisationRequest, Organisations } from '../../api/types';

const ALL = '/api/organisations';
const KEY = ['organisations'];

export const useOrganisations = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => send<Organisations>('GET', ALL, { signal }) });

/** A change of the list: the answer is the list as it is now. */
function useChange<Body>(method: 'POST' | 'PATCH', path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send<Organisations>(method, path, { body }),
    onSuccess: (list) => {
      client.setQueryData(KEY, list);
      return client.invalidateQueries({ queryKey: ['people'] });
    },
  });
}

/** Enters a new one, or changes the one with this id. */
export const useKeep = (id: string) =>
  useChange<OrganisationRequest>(id === '' ? 'POST' : 'PATCH', id === '' ? ALL : `${ALL}/${id}`);
export const useRetire = (id: string) => useChange<{ retired: boolean }>('POST', `${ALL}/${id}/retired`);

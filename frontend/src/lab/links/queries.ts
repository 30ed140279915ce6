import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../api/http';
import type { LinkLook, LoginLink, MadeLink, Me } from '../../api/types';

const ALL = '/api/invitations';
const KEY = ['invitations'];

export const useInvitations = () =>
  useQuery({ queryKey: KEY, queryFn: ({ signal }) => send<LoginLink[]>('GET', ALL, { signal }) });

function useMaking<Body>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send<MadeLink>('POST', path, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useInvite = () => useMaking<{ role: string; note: string }>(ALL);
export const useResetLink = (person: string) => useMaking<Record<string, never>>(`/api/people/${person}/reset`);

export function useRevoke(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => send<undefined>('POST', `${ALL}/${id}/revoke`, { body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export const useLinkLook = (token: string) =>
  useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => send<LinkLook>('POST', `${ALL}/look`, { body: { token }, signal }),
    enabled: token !== '',
    staleTime: Infinity,
  });

export interface Accepted {
  token: string;
  name: string;
  password: string;
  label: string;
  language: string;
  consents: string[];
}

/** After it this device is somebody else, so nothing that was read still holds. */
function useEntering<Body, Answer>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send<Answer>('POST', path, { body }),
    onSuccess: () => client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'link' }),
  });
}

export const useAccept = () => useEntering<Accepted, Me>(`${ALL}/accept`);
export const useReset = () => useEntering<{ token: string; password: string }, Me>('/api/reset');
export const useChangePassword = () => useEntering<{ old: string; new: string }, undefined>('/api/password');

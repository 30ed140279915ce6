import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refusal, Unreachable, send } from './http';
import type {
  BoardMode,
  BoardSummary,
  FirstRequest,
  Joined,
  JoinRequest,
  Look,
  Me,
  Resumed,
} from './types';

/** Who this device is. Nobody is an answer too. */
export const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: ({ signal }) => send<Me>('GET', '/api/me', { signal }) });

export const useLook = (code: string) =>
  useQuery({
    queryKey: ['look', code],
    queryFn: ({ signal }) => send<Look>('POST', '/api/join/look', { body: { code }, signal }),
    enabled: code !== '',
  });

/** A POST after which this device may be somebody else, so nothing that was read still holds. */
function useEntering<Request, Answer>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Request) => send<Answer>('POST', path, { body }),
    onSuccess: () => client.invalidateQueries(),
  });
}

export const useJoin = () => useEntering<JoinRequest, Joined>('/api/join');
export const useResume = () => useEntering<{ code: string }, Resumed>('/api/resume');
export const useLogin = () => useEntering<{ name: string; password: string }, Me>('/api/login');
export const useFirst = () =>
  useEntering<FirstRequest, Me>('/api/first');

/**
 * Going: whatever this device knew of the lab is forgotten with it. `then` comes before that: what
 * asked is gone itself as soon as this device is nobody.
 */
function useGoing<Request>(path: string, then?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Request) => send<undefined>('POST', path, { body }),
    onSuccess: () => {
      then?.();
      return client.resetQueries();
    },
  });
}

export const useLeave = (then?: () => void) =>
  useGoing<{ lab?: string }>('/api/leave', then);
export const useLogout = (then?: () => void) =>
  useGoing<Record<string, never>>('/api/logout', then);

export function useCreateBoard() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { title: string; mode: BoardMode }) =>
      send<BoardSummary>('POST', '/api/boards', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
}

export const useBoardCode = () =>
  useMutation({
    mutationFn: (board: string) =>
      send<{ code: string; invitation: string }>('POST', `/api/boards/${encodeURIComponent(board)}/code`, { body: {} }),
  });

/** Worth another try by itself: only where nobody has answered. */
export const retry = (failures: number, error: Error): boolean =>
  error instanceof Unreachable && failures < 2;

export const isRefusal = (error: unknown, ...codes: readonly (string | number)[]): boolean =>
  error instanceof Refusal && (codes.includes(error.code) || codes.includes(error.status));

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { send } from '../../../../api/http';
import type { components } from '../../../../api/rest.gen';
import { useRead } from '../../../canvas/view/observe';
import { useWorkspace } from '../../../canvas/view/workspace';
import type { Reason } from './reasons';

export type Flags = components['schemas']['FlagsOut'];
export type FlaggedItem = components['schemas']['FlaggedItem'];

/** Nothing of a flag goes over the board's socket, where others might see that there is one: a facilitator's page asks. */
const ASKED_EVERY_MS = 15_000;

function useBoardId(): string {
  const { board } = useWorkspace();
  return useRead(board.about, (about) => about?.board.id ?? '');
}

const keyOf = (board: string): readonly string[] => ['boards', board, 'flags'];

/** What I flagged, and for a facilitator every flagged item. */
export function useFlags(again = false) {
  const board = useBoardId();
  return useQuery({
    queryKey: keyOf(board),
    queryFn: ({ signal }) => send<Flags>('GET', `/api/boards/${board}/flags`, { signal }),
    enabled: board !== '',
    staleTime: 0,
    ...(again && { refetchInterval: ASKED_EVERY_MS }),
  });
}

/** Something said about the flags of an item; what is known of flags is asked anew. */
function useSaying<Said = void>(say: (path: string, said: Said) => Promise<unknown>) {
  const board = useBoardId();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ item, said }: { item: string; said: Said }) => say(`/api/boards/${board}/items/${item}/flag`, said),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(board) }),
  });
}

export const useFlagging = () => useSaying((path, reason: Reason) => send('PUT', path, { body: { reason } }));
export const useWithdrawing = () => useSaying((path) => send('DELETE', path));
export const useSettling = () => useSaying((path) => send('POST', `${path}/settled`));

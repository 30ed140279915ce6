import { useQuery } from '@tanstack/react-query';
import { send } from '../../api/http';
import type { BoardMode, Challenge } from '../../api/types';

/** A board as the REST interface tells it: what one needs before and beside the live one. */
export interface BoardDetail {
  readonly id: string;
  readonly title: string;
  readonly mode: BoardMode;
  readonly challenge: Partial<Challenge> | null;
  readonly role: string;
  readonly lab: unknown;
}

/** The board with the brief it works on. */
export const useBoardDetail = (id: string) =>
  useQuery({
    queryKey: ['boards', id],
    queryFn: ({ signal }) => send<BoardDetail>('GET', `/api/boards/${encodeURIComponent(id)}`, { signal }),
    staleTime: 60_000,
  });

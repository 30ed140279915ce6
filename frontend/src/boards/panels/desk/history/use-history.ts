import { useEffect } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { send } from '../../../../api/http';
import type { components } from '../../../../api/rest.gen';
import { useItem, useRead } from '../../../canvas/view/observe';
import { useWorkspace } from '../../../canvas/view/workspace';
import { useCommentCount } from '../../said';

type Page = components['schemas']['HistoryOut'];

/** After the last change to an item, its history is asked for anew. */
const QUIET_MS = 1_500;

/** What became of an item, page by page; it follows what happens. Pages without a line are passed over. */
export function useHistory(id: string) {
  const { board } = useWorkspace();
  const on = useRead(board.about, (about) => about?.board.id ?? '');
  const query = useInfiniteQuery({
    queryKey: ['boards', on, 'history', id],
    queryFn: ({ pageParam, signal }) => send<Page>('GET', `/api/boards/${on}/items/${id}/history${pageParam === null ? '' : `?before=${pageParam}`}`, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before,
    staleTime: 0,
    gcTime: 0,
  });
  const { data, refetch, fetchNextPage, hasNextPage, isFetching, isError } = query;
  const item = useItem(board.store, id);
  const comments = useCommentCount(id);
  useEffect(() => {
    const timer = setTimeout(() => void refetch(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [item, comments, refetch]);
  const nothing = data !== undefined && data.pages.at(-1)?.lines.length === 0;
  useEffect(() => {
    if (nothing && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [nothing, hasNextPage, isFetching, isError, fetchNextPage]);
  return { ...query, lines: data?.pages.flatMap(({ lines }) => lines) ?? [] };
}

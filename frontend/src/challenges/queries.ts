import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { send } from '../api/http';
import type {
  Challenge,
  ChallengeDraft,
  ChallengeReader,
  ChallengeState,
  ChallengeSummary,
  ChallengeVersion,
  Question,
} from '../api/types';

/** What somebody looks for; empty: everything. */
export interface Wanted {
  words: string;
  sector: string;
  state: string;
  language: string;
}

const at = (id: string, tail = ''): string => `/api/challenges/${encodeURIComponent(id)}${tail}`;

function useReading<T>(queryKey: QueryKey, path: string, fresh = false) {
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => send<T>('GET', path, { signal }),
    ...(fresh && { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false }),
  });
}

/** A POST about a challenge, after which lists and pages are read anew. */
function useSaying<Body, Answer>(path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send<Answer>('POST', path, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['challenges'] }),
  });
}

export function useCatalogue(wanted: Wanted) {
  const asked = new URLSearchParams({ ...wanted });
  for (const [name, value] of Object.entries({ ...wanted } as Record<string, string>)) {
    if (value.trim() === '') asked.delete(name);
  }
  const query = asked.toString();
  return useQuery({
    queryKey: ['challenges', 'catalogue', query],
    queryFn: ({ signal }) => send<ChallengeSummary[]>('GET', `/api/challenges?${query}`, { signal }),
    placeholderData: (before) => before,
  });
}

export const useChallenge = (id: string, language: string) =>
  useReading<Challenge>(['challenges', id, language], at(id, language === '' ? '' : `?language=${language}`));
export const useQuestions = (id: string, enabled: boolean) =>
  useQuery({
    queryKey: ['challenges', id, 'questions'],
    queryFn: ({ signal }) => send<Question[]>('GET', at(id, '/questions'), { signal }),
    enabled,
  });
export const useDraft = (id: string) => useReading<ChallengeDraft>(['challenge-draft', id], at(id, '/draft'), true);
export const useVersions = (id: string) => useReading<ChallengeVersion[]>(['challenges', id, 'versions'], at(id, '/versions'));
export const useReaders = (id: string) => useReading<ChallengeReader[]>(['challenges', id, 'readers'], at(id, '/readers'));

export const useBegin = () => useSaying<{ title: string; language: string }, ChallengeSummary>('/api/challenges');
export const useAsk = (id: string) => useSaying<{ text: string }, Question>(at(id, '/questions'));
export const useAnswer = (id: string, question: string) =>
  useSaying<{ text: string }, Question>(at(id, `/questions/${question}/answer`));
export const useInterest = (id: string) => useSaying<{ interested: boolean }, Challenge>(at(id, '/interest'));
export const usePublish = (id: string) => useSaying<{ revision: number }, ChallengeDraft>(at(id, '/publish'));
export const useMove = (id: string) => useSaying<{ state: ChallengeState }, ChallengeDraft>(at(id, '/state'));
export const useDecide = (id: string) => useSaying<{ texts: Record<string, string> }, ChallengeDraft>(at(id, '/decision'));
export const useName = (id: string) => useSaying<{ person: string; named: boolean }, ChallengeReader[]>(at(id, '/readers'));

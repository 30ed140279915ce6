import { useQuery } from '@tanstack/react-query';
import { send } from '../api/http';
import type { components } from '../api/rest.gen';

type Schemas = components['schemas'];
export type Home = Schemas['HomeOut'];
export type HomeBoard = Schemas['HomeBoard'];
export type HomeChallenge = Schemas['HomeChallenge'];
export type Wait = Schemas['HomeWait'];
export type Happening = Schemas['HomeEvent'];

/** People come onto boards and go: a page that is looked at asks again. */
const AGAIN_MS = 10_000;

/** Everything of the first page in one question. */
export const useHome = () =>
  useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => send<Home>('GET', '/api/home', { signal }),
    refetchInterval: AGAIN_MS,
  });

export const byId = (home: Home): ReadonlyMap<string, HomeChallenge> => new Map(home.challenges.map((one) => [one.id, one]));

const BRINGS: readonly string[] = ['owner', 'facilitator', 'administrator'];
const RUNS_SESSIONS: readonly string[] = ['facilitator', 'administrator'];

/** What somebody can do here, by her roles. */
export interface Can {
  /** Bring a problem. */
  brings: boolean;
  /** Open boards and hand out their codes. */
  runs: boolean;
  /** Give people log-ins. */
  invites: boolean;
}

export const canDo = (roles: readonly string[]): Can => ({
  brings: roles.some((role) => BRINGS.includes(role)),
  runs: roles.some((role) => RUNS_SESSIONS.includes(role)),
  invites: roles.includes('administrator'),
});

import { Trans } from '@lingui/react/macro';
import { lazy, Suspense, type ComponentType } from 'react';
import { Start } from '../accounts/start';
import { bring, type Part } from '../shared/language';
import { match, type Params } from '../shared/routing/match';
import { usePlace } from '../shared/routing/place';
import { Waiting } from '../shared/ui';
import { NotFound } from './not-found';
import { patiently } from '../api/patience';
import { Shell } from './shell';

const loadBoard = async () => {
  const [page] = await Promise.all([import('../boards/page'), bring('boards')]);
  return page;
};
/** Fetched while somebody still fills in who she is; when that fails it is fetched when it is needed. */
const boardAhead = (): void => void loadBoard().catch(() => undefined);

const Join = lazy(() => patiently(() => import('../accounts/join/page')));
const Resume = lazy(() => patiently(() => import('../accounts/resume')));
const Login = lazy(() => patiently(() => import('../accounts/login')));
const First = lazy(() => patiently(() => import('../accounts/first')));
/** A screen with the words of its part. */
const about = <T,>(part: Part, load: () => Promise<T>) => () =>
  patiently(() => Promise.all([load(), bring(part)]).then(([page]) => page));
const LabPage = lazy(about('lab', () => import('../lab/page')));
const Office = lazy(about('lab', () => import('../lab/office')));
const Catalogue = lazy(about('challenges', () => import('../challenges/catalogue')));
const ChallengePage = lazy(about('challenges', () => import('../challenges/page')));
const Teams = lazy(about('challenges', () => import('../challenges/teams')));
const ChallengeEditor = lazy(about('challenges', () => import('../challenges/edit/page')));
/** What screens are made of: for who builds them; nothing leads here. */
const DesignPage = lazy(about('design', () => Promise.all([import('../design/page'), bring('boards')]).then(([page]) => page)));
const BoardPage = lazy(() => patiently(loadBoard));

interface Route {
  pattern: string;
  screen: ComponentType<Params>;
  /** Fills the window, without our header. */
  bare?: true;
}

const ROUTES: readonly Route[] = [
  { pattern: '/', screen: Start },
  { pattern: '/join/:code', screen: ({ code = '' }) => <Join key={code} typed={code} onWayIn={boardAhead} /> },
  { pattern: '/resume', screen: Resume },
  { pattern: '/login', screen: Login },
  { pattern: '/first', screen: () => <First token={window.location.hash.slice(1)} /> },
  { pattern: '/first/:token', screen: ({ token = '' }) => <First token={token} /> },
  { pattern: '/lab', screen: LabPage },
  { pattern: '/lab/:room', screen: Office },
  { pattern: '/lab/:room/:id', screen: Office },
  { pattern: '/challenges', screen: Catalogue },
  { pattern: '/teams', screen: Teams },
  { pattern: '/challenges/:id/edit', screen: ({ id = '' }) => <ChallengeEditor key={id} id={id} /> },
  { pattern: '/challenges/:id', screen: ({ id = '' }) => <ChallengePage key={id} id={id} /> },
  { pattern: '/design', screen: DesignPage },
  {
    pattern: '/boards/:id',
    screen: ({ id = '' }) => <BoardPage key={id} boardId={id} />,
    bare: true,
  },
];

interface Found {
  route: Route;
  params: Params;
}

export function find(path: string): Found {
  for (const route of ROUTES) {
    const params = match(route.pattern, path);
    if (params) return { route, params };
  }
  return { route: { pattern: '*', screen: NotFound }, params: {} };
}

const Opening = () => (
  <Waiting whole>
    <Trans>One moment…</Trans>
  </Waiting>
);

/** The screen of the present address. */
export function Outlet() {
  const { path } = usePlace();
  const { route, params } = find(path);
  const Screen = route.screen;
  return (
    <Shell bare={route.bare ?? false}>
      <Suspense fallback={<Opening />}>
        <Screen {...params} />
      </Suspense>
    </Shell>
  );
}

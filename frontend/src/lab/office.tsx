import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, type ComponentType } from 'react';
import { patiently } from '../api/patience';
import { Screen } from '../shared/screen';
import { EmptyState, LinkButton, Waiting } from '../shared/ui';

type Room = ComponentType<{ id: string }>;

const room = (load: () => Promise<{ default: Room }>): Room => lazy(() => patiently(load));

/** The pages behind a lab's front room, each fetched when somebody goes there. */
const ROOMS: Record<string, Room> = {
  people: room(() => import('./people/page')),
  invitations: room(() => import('./links/invitations')),
  welcome: room(() => import('./links/welcome')),
  password: room(() => import('./links/password')),
  organisations: room(() => import('./organisations/page')),
};

export default function Office({ room: name = '', id = '' }: { room?: string; id?: string }) {
  const Found = Object.hasOwn(ROOMS, name) ? ROOMS[name] : undefined;
  if (!Found) return <NoRoom />;
  return (
    <Suspense fallback={<Waiting whole><Trans>One moment…</Trans></Waiting>}>
      <Found id={id} />
    </Suspense>
  );
}

function NoRoom() {
  const { t } = useLingui();
  return (
    <Screen title={t`Nothing here`}>
      <EmptyState
        title={<Trans>This address leads to no page.</Trans>}
        action={
          <LinkButton to="/lab" kind="go">
            <Trans>To the lab</Trans>
          </LinkButton>
        }
      >
        <Trans>Perhaps it was mistyped.</Trans>
      </EmptyState>
    </Screen>
  );
}

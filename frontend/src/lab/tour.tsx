import { Trans, useLingui } from '@lingui/react/macro';
import { Tour, type Stop } from '../shared/tour';

export const LAB_TOUR = 'tour:lab';

/** The lab's page, for who leads sessions and comes here for the first time. */
export function LabTour({ onEnd }: { onEnd: () => void }) {
  const { t } = useLingui();
  const stops: readonly Stop[] = [
    {
      title: t`Begin with a board`,
      words: <Trans>Give it the question people think about. Its join code is there at once: show it to the room, or print it.</Trans>,
      shows: '[data-tour=new-board]',
    },
    {
      title: t`People come in with the code`,
      words: <Trans>They need no account. Here you see on which board they are, and go in yourself.</Trans>,
      shows: '[data-tour=now]',
    },
    {
      title: t`What needs you comes up here`,
      words: <Trans>Questions to answer, drafts to publish, decisions to tell. A challenge can open a board with its brief on it.</Trans>,
      shows: '[data-tour=waiting]',
    },
  ];
  const all = stops.length;
  return (
    <Tour
      name={t`A short tour`}
      stops={stops}
      place={(at) => t`${at} of ${all}`}
      next={t`Next`}
      back={t`Back`}
      done={t`Begin`}
      skip={t`Skip the tour`}
      onEnd={onEnd}
    />
  );
}

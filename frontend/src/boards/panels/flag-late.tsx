import { lazy, Suspense } from 'react';
import { patiently } from '../../api/patience';
import { bring } from '../../shared/language';

/** Seldom asked for: it comes with the words of a desk. */
const load = async () => (await Promise.all([import('./desk/flags'), bring('desk'), bring('later')]))[0];
const FlagSheet = lazy(async () => ({ default: (await patiently(load)).FlagSheet }));

/** The sheet that flags an item, when it is asked for. */
export function LateFlagSheet(props: { id: string; onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <FlagSheet {...props} />
    </Suspense>
  );
}

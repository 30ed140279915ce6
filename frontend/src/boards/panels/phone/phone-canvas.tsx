import { lazy, Suspense } from 'react';
import { patiently } from '../../../api/patience';
import { bring } from '../../../shared/language';
import { BoardCanvas } from '../../canvas/view/board-canvas';
import { Invitation } from '../invitation';
import { ToolBar } from '../tool-bar';

const loadBars = async () => {
  const [page] = await Promise.all([import('../desk/bars-in-hand'), bring('desk')]);
  return page;
};
/** A desk's bars, with a desk's words: they come after the canvas. */
const BarsInHand = lazy(async () => ({ default: (await patiently(loadBars)).BarsInHand }));

/** The board itself, in a hand. */
export function PhoneCanvas() {
  return (
    <BoardCanvas>
      <Invitation />
      <Suspense fallback={null}>
        <BarsInHand />
      </Suspense>
      <ToolBar />
    </BoardCanvas>
  );
}

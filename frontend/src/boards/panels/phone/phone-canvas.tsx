import { BoardCanvas } from '../../canvas/view/board-canvas';
import { Invitation } from '../invitation';
import { ToolBar } from '../tool-bar';

/** The board itself, in a hand. */
export function PhoneCanvas() {
  return (
    <BoardCanvas>
      <Invitation />
      <ToolBar />
    </BoardCanvas>
  );
}

import type { BoardFacts, Mode, OpName, Refused, You } from '../model/types';

/** What the server says about the board and about me in it; `null` before the first welcome. */
export interface About {
  readonly you: You;
  readonly board: BoardFacts;
  readonly mode: Mode;
  /** The operations I may send now. */
  readonly may: readonly OpName[];
}

/** The latest refusal, for a passing message. Writing that was refused is in the tray as well. */
export interface Refusal {
  readonly op_id: string | null;
  readonly code: Refused['code'];
  readonly message: string;
  /** The items the operation named. */
  readonly items: readonly string[];
}

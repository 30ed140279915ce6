import type { BoardDetail } from './brief-query';

/** What both faces of a board get. */
export interface ScreenProps {
  readonly title: string;
  readonly brief: BoardDetail['challenge'];
  /** A note begun in the composer. */
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
}

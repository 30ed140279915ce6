import type { Insets } from '../canvas/camera';
import type { BoardDetail } from './brief-query';

/** What both faces of a board get. */
export interface ScreenProps {
  readonly title: string;
  readonly brief: BoardDetail['challenge'];
  /** A note begun in the composer. */
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
}

/** What covers the edges of the canvas on a desk. */
export const DESK: Insets = { top: 28, right: 28, bottom: 96, left: 28 };

import { createContext, use } from 'react';
import type { Board } from '../../sync';
import type { Engine } from '../engine';

/** What the parts of an open board share. */
export interface Workspace {
  readonly board: Board;
  readonly engine: Engine;
  /** My person's id. */
  readonly me: string;
  /** Whoever writes here writes with a thumb: notes are written in a sheet, not on the canvas. */
  readonly small: boolean;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('outside an open board');
  return workspace;
}

import { useEffect } from 'react';
import type { Engine } from '../../canvas/engine';
import { useRead } from '../../canvas/view/observe';
import { useWorkspace } from '../../canvas/view/workspace';

const EVERY_MS = 100;

function tellView(engine: Engine): void {
  const { left, top, right, bottom } = engine.free();
  const view = { x: Math.round(left), y: Math.round(top), w: Math.round(right - left), h: Math.round(bottom - top) };
  if (view.w > 0 && view.h > 0 && !document.hidden) engine.board.look(view);
}

/** Says where I look, at once and then as often as it changes, at most ten times a second. Returns what ends it. */
function tellViews(engine: Engine): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const tell = (): void => {
    timer = null;
    tellView(engine);
  };
  const soon = (): void => {
    timer ??= setTimeout(tell, EVERY_MS);
  };
  tell();
  document.addEventListener('visibilitychange', soon);
  const stop = engine.camera.subscribe(soon);
  return () => {
    stop();
    document.removeEventListener('visibilitychange', soon);
    if (timer !== null) clearTimeout(timer);
  };
}

/** Where a canvas is: those who follow me hear where I look. */
export function TellView() {
  const { board, engine } = useWorkspace();
  const followed = useRead(board.followed, (by) => by.length > 0);
  useEffect(() => (followed ? tellViews(engine) : undefined), [engine, followed]);
  return null;
}

/** Whether the lab's server answers. Every request says so; the banner and the board listen. */
const listeners = new Set<() => void>();
let lost = false;

export function markReached(reached: boolean): void {
  if (lost === !reached) return;
  lost = !reached;
  for (const listener of listeners) listener();
}

export const isLost = (): boolean => lost;

export function onReach(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

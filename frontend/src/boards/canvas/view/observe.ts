import { useCallback, useSyncExternalStore } from 'react';
import { useWorkspace } from './workspace';
import type { BoardStore, ItemStatus, Observable, ViewItem } from '../../sync';

const useSubscribe = (observable: Observable<unknown>): ((listener: () => void) => () => void) =>
  useCallback((listener: () => void) => observable.subscribe(listener), [observable]);

/** The value as it is now; the component follows it. */
export const useObservable = <T>(observable: Observable<T>): T =>
  useSyncExternalStore(useSubscribe(observable), () => observable.get());

/** A plain value read off an observable; the component follows only that. */
export const useRead = <T, R extends string | number | boolean | null | undefined>(
  observable: Observable<T>,
  read: (value: T) => R,
): R => useSyncExternalStore(useSubscribe(observable), () => read(observable.get()));

export const useItems = (store: BoardStore): readonly ViewItem[] => useSyncExternalStore(store.subscribe, store.items);

const useItemRead = <R>(store: BoardStore, id: string, read: () => R): R => {
  const subscribe = useCallback((listener: () => void) => store.subscribeItem(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, read);
};

/** An item as its card shows it: the same object wherever it is carried, so that a card is not rendered on the way. */
export function useFace(id: string): ViewItem | undefined {
  const { board, engine } = useWorkspace();
  return useItemRead(board.store, id, () => engine.scene.face(id));
}

export const useItem = (store: BoardStore, id: string): ViewItem | undefined => useItemRead(store, id, () => store.item(id));

export const useStatus = (store: BoardStore, id: string): ItemStatus => useItemRead(store, id, () => store.status(id));

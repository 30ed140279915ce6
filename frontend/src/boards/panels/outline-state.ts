import { createContext, use } from 'react';

/** What is done to a row, unfolded below it. */
export type Unfolded = 'actions' | 'connect';

/** What the rows of an outline share. None of it changes while the outline is shown, but for what rows are told. */
export interface OutlineHands {
  /** This row has the keyboard from now on. */
  readonly came: (id: string) => void;
  /** Gives a row the keyboard, as soon as it is there. */
  readonly goTo: (id: string) => void;
  readonly unfold: (id: string, what: Unfolded | null) => void;
  readonly choose: (id: string) => void;
  /** Told to whoever listens. */
  readonly say: (words: string) => void;
  readonly show: (id: string) => void;
}

export const OutlineContext = createContext<OutlineHands | null>(null);

export function useOutline(): OutlineHands {
  const hands = use(OutlineContext);
  if (!hands) throw new Error('outside an outline');
  return hands;
}

/** The element of a row that takes the keyboard. */
export const rowButton = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-row="${id}"]`);

/** Goes up or down the rows from one of them. */
export function beside(row: HTMLElement, by: number | 'first' | 'last'): HTMLElement | undefined {
  const rows = [...(row.closest('[data-outline]')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  if (by === 'first') return rows[0];
  if (by === 'last') return rows.at(-1);
  return rows[rows.indexOf(row) + by];
}

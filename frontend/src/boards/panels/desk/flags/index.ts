/** One piece for the browser to fetch. */
export { FlagSheet } from './flag-sheet';
export { FlaggedButton } from './flagged-button';
export { FlaggedPanel } from './flagged-panel';

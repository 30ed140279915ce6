import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

const boards = (...names: string[]): string[] => names.map((name) => `<rootDir>/src/boards/${name}`);

/** A desk shows it; a phone fetches of it the bars of what is chosen, after the canvas. */
export const DESK = boards('panels/desk/**');
/** What a phone loads once one can write: the canvas, the list, and what is seldom on a screen. */
export const LATER = boards(
  'canvas/view/{board-canvas,kind-names,note-card,other-faces,picture-face}.*',
  'panels/{announcer,brief,comment-mark,comments,invitation,outline*,reactions,removal,reveal,terms,tool-bar,tray}.*',
  'panels/ui/relations.*',
);

/** The boards, the challenges and the lab's own pages keep their own words, so that the way in stays light; what comes later on a board keeps its own, and the desk. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'nl'],
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [
    {
      path: '<rootDir>/src/boards/locales/{locale}',
      include: ['<rootDir>/src/boards'],
      exclude: [...DESK, ...LATER],
    },
    {
      path: '<rootDir>/src/boards/locales/later/{locale}',
      include: LATER,
    },
    {
      path: '<rootDir>/src/boards/locales/desk/{locale}',
      include: DESK,
    },
    {
      path: '<rootDir>/src/challenges/locales/{locale}',
      include: ['<rootDir>/src/challenges'],
      exclude: ['**/*.test.*'],
    },
    {
      path: '<rootDir>/src/lab/locales/{locale}',
      include: ['<rootDir>/src/lab'],
      exclude: ['**/*.test.*'],
    },
    {
      path: '<rootDir>/src/design/locales/{locale}',
      include: ['<rootDir>/src/design'],
      exclude: ['**/*.test.*'],
    },
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['<rootDir>/src'],
      exclude: [...['boards', 'challenges', 'design', 'lab'].map((part) => `<rootDir>/src/${part}/**`), '**/*.test.*'],
    },
  ],
});

import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

/** The boards keep their own words, so that the way in stays light. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'nl'],
  format: formatter({ lineNumbers: false, origins: false }),
  catalogs: [
    {
      path: '<rootDir>/src/boards/locales/{locale}',
      include: ['<rootDir>/src/boards'],
    },
    {
      path: '<rootDir>/src/locales/{locale}',
      include: ['<rootDir>/src'],
      exclude: ['<rootDir>/src/boards/**', '**/*.test.*'],
    },
  ],
});

import { lingui } from '@lingui/vite-plugin';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where `manage.py serve` listens while `npm run dev` serves the scripts. */
const server = process.env.LIVELAB_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig(({ command }) => ({
  base: command === 'build' ? '/static/' : '/',
  plugins: [
    react(),
    lingui({ macroTransform: true }),
    // react-aria carries its own words in thirty languages; we speak two.
    { ...optimizeLocales.vite({ locales: ['en-US', 'nl-NL'] }), enforce: 'pre' as const },
  ],
  build: {
    manifest: true,
    outDir: 'dist',
    emptyOutDir: true,
    // Everything comes as a file of its own: the page allows neither data: nor inline content.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: 'src/app/main.tsx',
      // What every page needs stays in one piece; split up it is 1 kB more.
      output: { codeSplitting: { groups: [{ name: 'base', test: /node_modules\/(react|react-dom|scheduler|@lingui|@tanstack)\/(?!.*[iI]nfinite)/ }] } },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/ws': { target: server, ws: true },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    environment: 'happy-dom',
  },
}));

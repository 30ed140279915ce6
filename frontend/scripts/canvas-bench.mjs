/** Builds the pages of the canvas bench: `node scripts/canvas-bench.mjs FOLDER`. Nothing of them is shipped. */
import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../tests/bench/canvas/pages', import.meta.url));

await build({
  configFile: false,
  root,
  logLevel: 'error',
  publicDir: false,
  plugins: [
    react(),
    lingui({ macroTransform: true }),
    { ...optimizeLocales.vite({ locales: ['en-US', 'nl-NL'] }), enforce: 'pre' },
  ],
  build: {
    outDir: process.argv[2],
    emptyOutDir: true,
    chunkSizeWarningLimit: Infinity,
    rolldownOptions: { input: ['livelab', 'excalidraw', 'flow'].map((name) => `${root}/${name}.html`) },
  },
});

/** Bundles the client for the server's simulation: `dist-harness/client.mjs`, one script for Node. */
import { build } from 'vite';

await build({
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/boards/sync/harness.ts',
    outDir: 'dist-harness',
    target: 'node22',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'client.mjs' } },
  },
});

// Bundles the simulation's clients with the front end's own bundler: node bundle.mjs FRONTEND ENTRY OUT
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [frontend, entry, out] = process.argv.slice(2).map((path) => resolve(path));
const packages = createRequire(join(frontend, 'package.json'));
const { build } = await import(pathToFileURL(packages.resolve('rolldown')).href);
await build({
  input: entry,
  platform: 'node',
  resolve: { alias: { yjs: packages.resolve('yjs') } },
  output: { file: out, format: 'esm', codeSplitting: false },
  logLevel: 'warn',
});

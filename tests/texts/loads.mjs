// The texts that yjs reads in documents given as hexadecimal digits.
import { createRequire } from 'node:module';

const Y = createRequire(new URL('../../frontend/package.json', import.meta.url))('yjs');
let said = '';
for await (const part of process.stdin) said += part;

function loaded(state) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(state, 'hex'));
  return doc.getText('t').toString();
}

process.stdout.write(JSON.stringify(JSON.parse(said).map(loaded)));

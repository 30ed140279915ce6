// What yjs makes of texts: the base document of each, and typing over one of them.
import { createRequire } from 'node:module';

const Y = createRequire(new URL('../../frontend/package.json', import.meta.url))('yjs');
const { texts, steps } = JSON.parse(await new Promise((done) => {
  let said = '';
  process.stdin.on('data', (part) => (said += part)).on('end', () => done(said));
}));
const pack = (bytes) => Buffer.from(bytes).toString('base64');

function base(text) {
  const doc = new Y.Doc();
  doc.clientID = 1;
  if (text) doc.getText('t').insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

/** Where a caret may stand: never between the halves of a surrogate pair. */
function caret(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
}

function typing(text) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base(text));
  doc.clientID = 17;
  const said = [];
  doc.on('update', (update) => said.push({ update: pack(update), text: doc.getText('t').toString() }));
  for (const { at, remove, insert } of steps) {
    doc.transact(() => {
      const t = doc.getText('t');
      const now = t.toString();
      const start = caret(now, Math.min(at, now.length));
      t.delete(start, caret(now, Math.min(start + remove, now.length)) - start);
      t.insert(start, insert);
    });
  }
  return said;
}

process.stdout.write(JSON.stringify({ bases: texts.map((text) => pack(base(text))), typed: typing(texts.at(-1)) }));

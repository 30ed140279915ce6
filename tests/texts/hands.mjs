// Three people type into one text with yjs, delete, undo and redo; everybody hears of it now or later.
// In: games of {seed, text}. Out: for each the updates in the order in which a server took them.
import { createRequire } from 'node:module';

const Y = createRequire(new URL('../../frontend/package.json', import.meta.url))('yjs');
let said = '';
for await (const part of process.stdin) said += part;

const ALPHABETS = ['abcdefghij', 'αβγδεζηθικ', '😀😁😂🤣😃😄😅😆😉😊'].map((letters) => Array.from(letters));
const STEPS = 60;

function seeded(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

function hand(client, base) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  doc.clientID = client;
  const text = doc.getText('t');
  const undo = new Y.UndoManager(text, { captureTimeout: 0, trackedOrigins: new Set(['hand']) });
  const unsent = [];
  doc.on('update', (update, origin) => origin !== 'net' && unsent.push(update));
  return { doc, text, undo, unsent };
}

function act({ doc, text, undo }, alphabet, below) {
  const points = Array.from(text.toString());
  const from = below(points.length + 1);
  const at = points.slice(0, from).join('').length;
  const choice = below(10);
  if (choice < 2) undo.undo();
  else if (choice < 3) undo.redo();
  else {
    doc.transact(() => {
      if (choice < 6) text.delete(at, points.slice(from, from + 1 + below(6)).join('').length);
      else text.insert(at, Array.from({ length: 1 + below(4) }, () => alphabet[below(10)]).join(''));
    }, 'hand');
  }
}

function game({ seed, text }) {
  const below = seeded(seed);
  const first = new Y.Doc();
  first.clientID = 1;
  first.getText('t').insert(0, text);
  const base = Y.encodeStateAsUpdate(first);
  const hands = [16, 17, 18].map((client) => hand(client, base));
  const log = [];
  const heard = [0, 0, 0];
  const hear = (who) => {
    const one = hands[who];
    for (const update of log.slice(heard[who])) Y.applyUpdate(one.doc, update, 'net');
    one.doc.clientID = 16 + who;
    heard[who] = log.length;
  };
  const send = (who) => {
    const { unsent } = hands[who];
    if (unsent.length > 0) log.push(Y.mergeUpdates(unsent.splice(0)));
  };
  for (let step = 0; step < STEPS; step++) {
    const who = below(3);
    act(hands[who], ALPHABETS[who], below);
    if (below(3) > 0) send(who);
    if (below(3) > 0) hear(below(3));
  }
  for (const who of [0, 1, 2]) send(who);
  for (const who of [0, 1, 2]) hear(who);
  const texts = hands.map((one) => one.text.toString());
  return { base: Buffer.from(base).toString('hex'), log: log.map((one) => Buffer.from(one).toString('hex')), texts };
}

process.stdout.write(JSON.stringify(JSON.parse(said).map(game)));

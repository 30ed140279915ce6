// So many notes, each with the fields that LiveLab's have.
import * as Y from 'yjs';

const TEXT = 'Laser-mark every new pane: composition, coating, year. The sorter says thanks';

export function fill(document, items) {
  const notes = document.getMap('notes');
  document.transact(() => {
    for (let n = 0; n < items; n++) notes.set(hex(n), note(n));
  });
}

function note(n) {
  const fields = new Y.Map();
  fields.set('x', (n % 100) * 2560);
  fields.set('y', Math.floor(n / 100) * 2560);
  fields.set('colour', 'yellow');
  fields.set('author', hex(7));
  fields.set('text', new Y.Text(textOf(n)));
  return fields;
}

export function textOf(n) {
  return `${String(n).padStart(5, '0')} ${TEXT}`.slice(0, 72);
}

export function hex(n) {
  return n.toString(16).padStart(32, '0');
}

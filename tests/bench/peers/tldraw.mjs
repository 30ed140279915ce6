// tldraw's sync-core on ws: one TLSocketRoom a path, in memory or with its SQLite storage.
// Prints the message with which a client connects as its first line.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import {
  DEFAULT_INITIAL_SNAPSHOT,
  getTlsyncProtocolVersion,
  InMemorySyncStorage,
  NodeSqliteWrapper,
  SQLiteSyncStorage,
  TLSocketRoom,
} from '@tldraw/sync-core';
import { createTLSchema, toRichText } from '@tldraw/tlschema';
import { WebSocketServer } from 'ws';
import { hex, textOf } from './fill.mjs';

const items = Number(process.env.ITEMS ?? 0);
const folder = process.env.FOLDER ?? '';
const schema = createTLSchema();
const rooms = new Map();
let sessions = 0;

function snapshot() {
  const notes = Array.from({ length: items }, (_, n) => ({ state: note(n), lastChangedClock: 0 }));
  return { ...DEFAULT_INITIAL_SNAPSHOT, documents: [...DEFAULT_INITIAL_SNAPSHOT.documents, ...notes] };
}

function note(n) {
  return {
    id: `shape:${hex(n)}`, typeName: 'shape', type: 'note', x: (n % 100) * 160, y: Math.floor(n / 100) * 160,
    rotation: 0, index: `b${String(n).padStart(5, '0')}V`, parentId: 'page:page', isLocked: false, opacity: 1, meta: {},
    props: {
      color: 'yellow', labelColor: 'black', size: 'm', font: 'draw', fontSizeAdjustment: null, align: 'middle',
      verticalAlign: 'middle', growY: 0, url: '', scale: 1, textFirstEditedBy: null, richText: toRichText(textOf(n)),
    },
  };
}

// As the package's documentation sets it up; every commit reaches the disk, as in LiveLab.
function storage(name) {
  if (!folder) return new InMemorySyncStorage({ snapshot: snapshot() });
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(`${folder}/${name}.sqlite3`);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return new SQLiteSyncStorage({ sql: new NodeSqliteWrapper(database), snapshot: snapshot() });
}

function room(name) {
  if (!rooms.has(name)) rooms.set(name, new TLSocketRoom({ schema, storage: storage(name) }));
  return rooms.get(name);
}

const server = createServer();
const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, request) => {
  room(request.url.slice(1)).handleSocketConnect({ sessionId: `session-${sessions++}`, socket });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => {
  const connect = {
    type: 'connect', connectRequestId: 'bench', lastServerClock: -1,
    protocolVersion: getTlsyncProtocolVersion(), schema: schema.serialize(),
  };
  console.log(JSON.stringify(connect));
});

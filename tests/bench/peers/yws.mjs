// y-websocket's server as its package starts it; with ITEMS notes if asked for.
import { setContentInitializor } from '@y/websocket-server/utils';
import { fill } from './fill.mjs';

const items = Number(process.env.ITEMS ?? 0);
process.env.HOST = '127.0.0.1';
setContentInitializor(async (document) => fill(document, items));
await import('./node_modules/@y/websocket-server/src/server.js');

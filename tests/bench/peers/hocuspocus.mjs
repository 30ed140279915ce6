// hocuspocus as its documentation starts it, in memory; with ITEMS notes if asked for.
import { Server } from '@hocuspocus/server';
import { fill } from './fill.mjs';

const items = Number(process.env.ITEMS ?? 0);
const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  async onLoadDocument({ document }) {
    fill(document, items);
    return document;
  },
});
await server.listen();

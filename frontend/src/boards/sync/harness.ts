/**
 * Shipped clients in one Node process, moved over stdin and stdout, one JSON object a line:
 *
 *     → {"c": 1, "do": "new", "board": "…", "person": "…", "seed": 7, "now": 1773302400000}
 *     ← {"c": 1, "sent": [], "dialled": [0], "hungUp": [], "made": [], "link": "connecting", "pending": 0}
 *     → {"c": 1, "do": "connect"}
 *     ← {"c": 1, "sent": [{"socket": 0, "frame": "{\"t\":\"join\",…}"}], …}
 *
 * `c` names the client; the commands are those of `puppet.ts`. A command that fails is answered
 * `{"c": …, "error": "…"}`. Built by `npm run build:harness` into `dist-harness/client.mjs`.
 */

import { createInterface } from 'node:readline';
import { Puppet, type Begin, type Command } from './puppet';

type Line = { readonly c: number } & (Command | ({ readonly do: 'new' } & Begin));

const puppets = new Map<number, Puppet>();

async function answer(line: Line): Promise<object> {
  if (line.do === 'new') puppets.set(line.c, new Puppet(line));
  const puppet = puppets.get(line.c);
  if (!puppet) throw new Error(`no client ${line.c}`);
  return puppet.perform(line.do === 'new' ? { do: 'flush' } : line);
}

for await (const text of createInterface({ input: process.stdin })) {
  if (text.trim() === '') continue;
  const line = JSON.parse(text) as Line;
  const outcome = await answer(line).catch((error: unknown) => ({ error: error instanceof Error ? (error.stack ?? error.message) : 'failed' }));
  process.stdout.write(`${JSON.stringify({ c: line.c, ...outcome })}\n`);
}

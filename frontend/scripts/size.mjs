/** Weighs the script that a phone fetches, gzipped, from the start page to an open board. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 200_000;
const DIST = new URL('../dist/', import.meta.url);
const ENTRY = 'src/app/main.tsx';
/** What a guest loads after the entry: to come in, and to write on a board. */
const STEPS = ['src/accounts/join/page.tsx', 'src/boards/page.tsx'];
/** What no phone loads for its first note: the desk's screen; the list, the canvas, the brief, comments, history, tray, terms (where a board has any), questions and news come after it. */
const LATER = /\/(desk-screen|phone-canvas|phone-notes|brief|tray|terms|removal|reveal|comments|history-panel|announcer)\.tsx$/;
const OTHER_LANGUAGE = /\/locales\/en\.po$/;
/** The words of what comes later, of the desk, of the challenges, of the lab's pages and of the page of all components come with it. */
const LATER_WORDS = /\/locales\/(later|desk)\/|\/(challenges|design|lab)\/locales\//;

const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'));

/** The chunk and everything it imports statically. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) closure(next, seen);
  return seen;
}

const weight = (key) => gzipSync(readFileSync(new URL(manifest[key].file, DIST)), { level: 9 }).length;
const isScript = (key) => manifest[key].file.endsWith('.js');
/** A person reads one of them; Dutch is the longer. */
const catalogues = Object.keys(manifest).filter((key) => key.endsWith('.po') && !LATER_WORDS.test(key));

function report() {
  const counted = new Set();
  let total = 0;
  const add = (title, keys) => {
    const fresh = [...keys].filter((key) => manifest[key] && isScript(key) && !counted.has(key));
    const bytes = fresh.reduce((sum, key) => sum + weight(key), 0);
    fresh.forEach((key) => counted.add(key));
    total += bytes;
    console.log(`${title.padEnd(34)} ${(bytes / 1000).toFixed(1).padStart(7)} kB`);
  };
  add('entry', closure(ENTRY));
  for (const step of STEPS) {
    if (!manifest[step]) continue;
    add(step, closure(step));
    for (const later of manifest[step].dynamicImports ?? []) {
      if (!later.endsWith('.po') && !LATER.test(later)) add(`  later: ${later.split('/').pop()}`, closure(later));
    }
  }
  add('one language', catalogues.filter((key) => !OTHER_LANGUAGE.test(key)));
  console.log(`${'the phone in all'.padEnd(34)} ${(total / 1000).toFixed(1).padStart(7)} kB of ${LIMIT / 1000}`);
  return total;
}

if (report() > LIMIT) {
  console.error('Too heavy: load what is not needed at once through import().');
  process.exitCode = 1;
}

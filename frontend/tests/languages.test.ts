import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDERS = globSync('src/**/en.po').map(dirname).sort();
const STRING = /"((?:[^"\\]|\\.)*)"/g;

const unquote = (lines: string): string =>
  [...lines.matchAll(STRING)].map((found) => JSON.parse(found[0]) as string).join('');

/** Message by message: what is to be said and how this language says it. */
function catalogue(file: string): Map<string, string> {
  const messages = new Map<string, string>();
  for (const block of readFileSync(file, 'utf8').split(/\n\s*\n/)) {
    const found = /^(?:msgctxt (".*")\n)?msgid ([^]*?)\nmsgstr ([^]*)$/m.exec(block);
    if (!found) continue;
    const id = unquote(found[2] ?? '');
    if (id !== '') messages.set(`${unquote(found[1] ?? '')}|${id}`, unquote(found[3] ?? ''));
  }
  return messages;
}

/** What a translation must hold too: names to fill in and tags. */
const slots = (text: string): string[] =>
  [...new Set(text.match(/\{\w+(?=\s*[,}])|<\/?\d+\/?>/g) ?? [])].sort();

it('finds all catalogues', () => {
  expect(FOLDERS.length).toBeGreaterThan(5);
});

describe.each(FOLDERS)('%s', (folder) => {
  const english = catalogue(`${folder}/en.po`);
  const dutch = catalogue(`${folder}/nl.po`);

  it('says the same things in both languages', () => {
    expect([...dutch.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leaves nothing unsaid', () => {
    const unsaid = [...english, ...dutch].filter(([, text]) => text === '').map(([key]) => key);
    expect(unsaid).toEqual([]);
  });

  it('keeps names and tags', () => {
    const broken = [...dutch]
      .filter(([key, text]) => slots(text).join() !== slots(english.get(key) ?? '').join())
      .map(([key]) => key);
    expect(broken).toEqual([]);
  });
});

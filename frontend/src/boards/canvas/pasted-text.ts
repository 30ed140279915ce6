/** What text from elsewhere becomes on a board: one note for each line of a list, for each cell of a table. Pure. */

/** A text and where it stands among the others. */
export interface PastedNote {
  readonly column: number;
  readonly row: number;
  readonly text: string;
}

/** What lists put before their lines: a bullet, a box, a number or a letter. */
const MARK = /^\s*(?:[-–—*•◦▪‣·]\s+(?:\[[ xX]?\]\s+)?|\[[ xX]?\]\s+|\(?\d{1,3}[.)]\s+|[a-z]\)\s+)/;

/** Parts a text so that no part is longer than `limit`: between words if there are any, never inside a character. */
export function parted(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const space = rest.slice(0, limit + 1).search(/\s\S*$/);
    const half = /[\uD800-\uDBFF]$/.test(rest.slice(0, limit)) ? limit - 1 : limit;
    const end = space > 0 ? space : half;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** The cells of a table as spreadsheets copy it: tabs between, quotes around what holds tabs, lines or quotes. */
export function cellsIn(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  const between = /\t|\r\n|\r|\n/y;
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at;
    const [whole = '', quoted, plain = ''] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    between.lastIndex = at + whole.length;
    const [end] = between.exec(text) ?? [];
    if (end === undefined) break;
    if (end !== '\t') rows.push([]);
    at = between.lastIndex;
  }
  return rows;
}

/** The notes that a pasted text becomes. */
export function notesIn(text: string, limit: number): PastedNote[] {
  const table = text.includes('\t');
  const rows = table ? cellsIn(text) : text.split(/\r\n|\r|\n/).map((line) => [line.replace(MARK, '')]);
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
  let row = 0;
  const notes: PastedNote[] = [];
  for (const cells of filled) {
    const parts = cells.map((cell) => parted(cell.trim(), limit));
    parts.forEach((each, column) => each.forEach((part, i) => notes.push({ column, row: row + i, text: part })));
    row += Math.max(1, ...parts.map(({ length }) => length));
  }
  return table ? notes : inColumns(notes);
}

/** A list as a block that is about as wide as it is high, read in rows. */
function inColumns(notes: readonly PastedNote[]): PastedNote[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(notes.length)));
  return notes.map(({ text }, i) => ({ text, column: i % columns, row: Math.floor(i / columns) }));
}

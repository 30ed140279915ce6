export type Params = Readonly<Record<string, string>>;

const pieces = (path: string): string[] => path.split('/').filter((piece) => piece !== '');

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

/** What `path` puts in the `:names` of `pattern`; null where it is another place. */
export function match(pattern: string, path: string): Params | null {
  const wanted = pieces(pattern);
  const given = pieces(path);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, piece] of wanted.entries()) {
    const value = decode(given[i] ?? '');
    if (piece.startsWith(':')) params[piece.slice(1)] = value;
    else if (piece !== value) return null;
  }
  return params;
}

/** A brief's cover and files, changed in the writer's hands. */
import type { BroughtFile } from '../../api/types';
import type { Place } from './bringing';
import type { Attached, Content } from './content';

export const MOST_FILES = 12;

/** What came is cover, or the last of the files; a PDF is no cover. */
export function withCome(content: Content, place: Place, come: BroughtFile): Content {
  const fresh: Attached = { id: come.id, says: {} };
  if (place === 'cover' && come.kind === 'picture') return { ...content, cover: fresh };
  return { ...content, files: [...content.files, fresh] };
}

export function saying(content: Content, id: string, language: string, text: string): Content {
  const say = (one: Attached): Attached => (one.id === id ? { ...one, says: { ...one.says, [language]: text } } : one);
  return { ...content, cover: content.cover && say(content.cover), files: content.files.map(say) };
}

/** One place up or down the list. */
export function moved(content: Content, id: string, by: -1 | 1): Content {
  const files = [...content.files];
  const from = files.findIndex((one) => one.id === id);
  const [one] = files.splice(from, 1);
  if (one) files.splice(Math.max(0, from + by), 0, one);
  return { ...content, files };
}

/** Something that was taken away, and where it was. */
export interface Taken {
  file: Attached;
  /** Its place in the list; -1: it was the cover. */
  at: number;
}

export function takenAway(content: Content, id: string): [Content, Taken | null] {
  const at = content.files.findIndex((one) => one.id === id);
  const file = at < 0 ? content.cover : content.files[at];
  if (file?.id !== id) return [content, null];
  const left = at < 0 ? { ...content, cover: null } : { ...content, files: content.files.filter((one) => one.id !== id) };
  return [left, { file, at }];
}

export function putBack(content: Content, { file, at }: Taken): Content {
  if (at < 0) return { ...content, cover: file };
  return { ...content, files: content.files.toSpliced(at, 0, file) };
}

import { upload } from '../../../api/upload';
import { wholeOf } from '../../canvas/view/picture';
import type { Uploaded } from './use-upload';

async function sent(boardId: string, file: string): Promise<readonly [string, string]> {
  const answer = await fetch(wholeOf(file));
  if (!answer.ok) throw new Error(`picture ${answer.status}`);
  const blob = await answer.blob();
  const quiet = { onProgress: () => undefined, signal: new AbortController().signal };
  const own = await upload<Uploaded>(`/api/boards/${boardId}/attachments`, blob, quiet);
  return [file, own.file];
}

/** Gives each of these pictures a file of its own on a board. One that cannot be had is left out. */
export async function sentAnew(boardId: string, files: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const results = await Promise.allSettled([...files].map((file) => sent(boardId, file)));
  return new Map(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
}

/** Files that come onto the board by dropping or pasting them. */

import type { Point } from '../../canvas/geometry';
import { PICTURE_KINDS } from '../picture/kinds';

export interface Incoming {
  readonly pictures: readonly File[];
  /** How many files are no pictures. */
  readonly others: number;
  /** Where they were let go, on the board; `null`: where there is room in sight. */
  readonly at: Point | null;
}

export const isPicture = ({ type }: { readonly type: string }): boolean => PICTURE_KINDS.includes(type);

export function incoming(files: Iterable<File>, at: Point | null): Incoming {
  const all = [...files];
  const pictures = all.filter(isPicture);
  return { pictures, others: all.length - pictures.length, at };
}

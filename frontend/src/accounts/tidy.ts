import { CODE_LENGTH, readCode, showCode } from '../shared/code';

/** Sets the dash while somebody types a code; never touches what it does not understand. */
export function tidy(text: string, length = CODE_LENGTH): string {
  const read = readCode(text, length);
  return read.strange.length === 0 && read.code !== '' ? showCode(read.code) : text;
}

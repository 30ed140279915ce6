import { bring } from '../../shared/language';

/** What comes later than one can write comes with its words. */
export async function withWords<T>(load: () => Promise<T>): Promise<T> {
  const [part] = await Promise.all([load(), bring('later')]);
  return part;
}

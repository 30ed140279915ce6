import type { Observable, Splice } from '../model/types';

/** The text of one note, open for editing. Open it once per editor, close it when done. */
export interface TextHandle {
  readonly id: string;
  /** `plain`: being loaded or out of reach; typing works and is merged in later.
   *  `shared`: merged letter by letter with everybody else's.
   *  `gone`: the note is no longer there; what was not saved is in the tray. */
  readonly state: Observable<'plain' | 'shared' | 'gone'>;
  /** The text as it is shown now. */
  text(): string;
  /** Changes the text as a typing hand would. */
  splice(change: Splice): void;
  /** Ties a textarea to the text, both ways: remote letters keep the caret where it was, an input
   *  method is not disturbed, undo takes back one's own typing only. Returns what unties it. */
  bind(textarea: HTMLTextAreaElement): () => void;
  /** Sends what is not yet sent and lets go. Safe to call twice. */
  close(): void;
}

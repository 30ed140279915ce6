/**
 * What becomes of what this page holds of texts that were rewritten, because words in them were erased (E6,
 * T4): what I typed and is not confirmed goes to the tray, as plain letters; the rest is let go, on the
 * shelf too.
 */

import type { BoardStore } from '../model/store';
import type { TextsRewritten } from '../model/types';
import type { KeptOps } from './kept';
import type { Refusals } from './refusals';
import type { Texts } from './texts';
import type { Tray } from './tray';

export interface RenewalEnds {
  readonly store: BoardStore;
  readonly texts: Texts;
  readonly tray: Tray;
  readonly kept: KeptOps;
  readonly refusals: Refusals;
}

export class Renewal {
  readonly #ends: RenewalEnds;

  constructor(ends: RenewalEnds) {
    this.#ends = ends;
  }

  /** The entry was applied: these texts are others now, or told anew. */
  rewritten({ facts, words }: Pick<TextsRewritten, 'facts' | 'words'>): void {
    const { refusals, texts } = this.#ends;
    const states = new Map(words?.texts.map(({ id, state }) => [id, state]));
    for (const { id, epoch } of facts.items) {
      if (texts.rewritten(id, epoch, states.get(id) ?? null) || refusals.hasOlder(id, epoch)) refusals.textRenewed(id);
    }
    this.letGo();
  }

  /** Texts may have been rewritten while this page was away: nothing of an older epoch stays. */
  letGo(): void {
    const { kept, store, texts, tray } = this.#ends;
    const epochOf = (item: string): number | undefined => store.confirmed(item)?.epoch;
    texts.renewDrafts();
    kept.forgetEdits(epochOf);
    tray.forgetOthers(epochOf);
  }
}

/** What the server's answers mean for what I did: a welcome tells what of it is there, an entry confirms it,
 *  `accepted` and `refused` settle it. */

import type { BoardStore } from '../model/store';
import type { Accepted, Entry, Refused } from '../model/types';
import type { Refusal } from './about';
import type { MyOps } from './my-ops';
import type { Outbox } from './outbox';
import type { Whole } from './pieces';
import type { Refusals } from './refusals';
import type { Renewal } from './renewal';
import type { Reoffer } from './reoffer';
import type { Sender } from './sender';
import type { Streams } from './streams';
import type { Texts } from './texts';
import type { Tray } from './tray';

export interface AnswerEnds {
  readonly me: string;
  readonly store: BoardStore;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly streams: Streams;
  readonly tray: Tray;
  readonly texts: Texts;
  readonly refusals: Refusals;
  readonly renewal: Renewal;
  readonly reoffer: Reoffer;
  readonly myOps: MyOps;
  readonly tell: (refusal: Refusal) => void;
  /** Nothing more is to be had from the server by this page. */
  readonly stop: (code: 'reload_page' | 'not_member') => void;
}

export class Answers {
  readonly #ends: AnswerEnds;

  constructor(ends: AnswerEnds) {
    this.#ends = ends;
  }

  /** Everything is here anew: what of mine the server lost is offered again, what was rewritten is let go. */
  welcomed({ epoch, streams }: Whole): void {
    const { myOps, renewal, reoffer, store } = this.#ends;
    store.replaceStreams(streams);
    myOps.hideSentEdits();
    reoffer.joined(epoch, streams);
    renewal.letGo();
  }

  /** An entry is here: for open texts, and as the confirmation of what I sent (B5). */
  applied(streamId: string, entry: Entry): void {
    const { me, myOps, outbox, renewal, texts, tray } = this.#ends;
    if (entry.verb === 'texts_rewritten') renewal.rewritten(entry);
    texts.applied(entry);
    if (entry.actor === me) {
      const mine = outbox.get(entry.op);
      if (mine) myOps.confirmed(mine, streamId, entry.seq);
      if (entry.verb === 'note_added') tray.placed(entry.op, entry.words?.text ?? '');
    }
    for (const { accepted, pending } of outbox.all()) {
      if (accepted?.stream === streamId && accepted.seq <= entry.seq) this.accepted({ t: 'accepted', op_id: pending.op_id, ...accepted });
    }
  }

  /** It was there already (B4.2): settled as soon as its entry is here too. */
  accepted({ op_id, stream, seq }: Accepted): void {
    const { myOps, outbox, sender, store, streams } = this.#ends;
    const mine = outbox.get(op_id);
    if (!mine) return;
    const head = store.stream(stream)?.seq;
    if (head === undefined || head >= seq) myOps.settled(mine);
    else {
      mine.accepted = { stream, seq };
      streams.want(stream, seq);
    }
    sender.pump();
  }

  refused({ op_id, code, message }: Refused): void {
    const { myOps, outbox, refusals, reoffer, sender } = this.#ends;
    if (op_id === null) this.#refusedAll(code, message);
    else {
      const mine = outbox.get(op_id);
      if (mine?.reoffered) reoffer.refused(mine, code, message, refusals);
      else if (mine) refusals.refused(mine, code, message);
    }
    sender.pump();
    myOps.refresh();
  }

  #refusedAll(code: string, message: string): void {
    const { refusals, sender, stop, tell } = this.#ends;
    if (code === 'reload_page' || code === 'not_member') {
      stop(code);
      return;
    }
    const culprit = code === 'not_understood' ? sender.suspect() : null;
    if (culprit) refusals.refuse(culprit, code, message);
    else tell({ op_id: null, code, message, items: [] });
  }
}

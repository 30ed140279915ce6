import { Refusal, send, Unreachable } from '../../api/http';
import type { ChallengeDraft } from '../../api/types';
import { changedFields, isSame, merge, whole, type Content, type Field } from './content';
import { keepUnsaved, unsaved, type Unsaved } from './unsaved';

/** So long after the last letter it is saved. */
const AFTER_MS = 900;
/** So long after a try that reached nobody it is tried again. */
const AGAIN_MS = 4_000;

export type Phase = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused';

export interface Written {
  phase: Phase;
  /** As the server has it. */
  draft: ChallengeDraft;
  /** As it stands in the fields. */
  mine: Content;
  /** What somebody else wrote at the same time, differently. */
  clashes: readonly Field[];
  theirs: Content | null;
  error: Error | null;
}

/** Saves a brief while somebody writes it: `open` it with the editor, and `close` it with it. */
export class Saving {
  private readonly listeners = new Set<() => void>();
  private timer = 0;
  private running: Promise<void> | null = null;
  private now: Written;

  /** `person`: who writes. What she does not get saved is nobody else's on a device that several use. */
  constructor(draft: ChallengeDraft, private readonly person: string) {
    const theirs = whole(draft.content);
    this.now = { phase: 'saved', draft, mine: theirs, clashes: [], theirs: null, error: null };
    const left = unsaved({ person, challenge: draft.id });
    if (left) this.mergeWith(left, theirs);
  }

  open(): void {
    window.addEventListener('online', this.hurry);
    if (this.now.phase === 'waiting') this.hurry();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): Written => this.now;

  readonly change = (mine: Content): void => {
    this.keep({ base: whole(this.now.draft.content), mine });
    this.tell({ mine, phase: this.now.phase === 'offline' ? 'offline' : 'waiting', error: null });
    this.later(AFTER_MS);
  };

  /** The other's words stay away; mine are what counts. */
  readonly settle = (field: Field): void => this.tell({ clashes: this.now.clashes.filter((one) => one !== field) });

  /** The server has something newer that came from here: a version, a state. */
  readonly adopt = (draft: ChallengeDraft): void => {
    this.keep(null);
    this.tell({ draft, mine: whole(draft.content), phase: 'saved', clashes: [], error: null });
  };

  /** Save at once what is not saved; whether all is. */
  async flush(): Promise<boolean> {
    window.clearTimeout(this.timer);
    while (this.running) await this.running;
    await this.save();
    return this.now.phase === 'saved';
  }

  close(): void {
    window.clearTimeout(this.timer);
    window.removeEventListener('online', this.hurry);
    void this.save();
  }

  private readonly hurry = (): void => this.later(0);

  private later(ms: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  private save(): Promise<void> {
    this.running ??= this.trySaving().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async trySaving(): Promise<void> {
    const { draft, mine } = this.now;
    if (isSame(whole(draft.content), mine)) {
      this.settled(draft);
      return;
    }
    this.tell({ phase: 'saving' });
    try {
      const body = { revision: draft.revision, content: mine };
      this.settled(await send<ChallengeDraft>('PATCH', `/api/challenges/${draft.id}/draft`, { body }));
    } catch (error) {
      await this.failed(error);
    }
  }

  private settled(draft: ChallengeDraft): void {
    const isAll = isSame(whole(draft.content), this.now.mine);
    if (isAll) this.keep(null);
    else this.later(AFTER_MS);
    this.tell({ draft, phase: isAll ? 'saved' : 'waiting', error: null });
  }

  private async failed(error: unknown): Promise<void> {
    if (error instanceof Refusal && error.code === 'brief_changed') return this.catchUp();
    if (error instanceof Unreachable) {
      this.tell({ phase: 'offline' });
      this.later(AGAIN_MS);
    } else {
      this.tell({ phase: 'refused', error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  /** Somebody else saved meanwhile: what both wrote goes together, then it is saved upon theirs. */
  private async catchUp(): Promise<void> {
    const base = whole(this.now.draft.content);
    try {
      const draft = await send<ChallengeDraft>('GET', `/api/challenges/${this.now.draft.id}/draft`);
      this.tell({ draft });
      this.mergeWith({ base, mine: this.now.mine }, whole(draft.content));
    } catch (error) {
      await this.failed(error);
    }
  }

  private mergeWith({ base, mine }: Unsaved, theirs: Content): void {
    const { content, clashes } = merge(base, mine, theirs);
    const known = new Set([...this.now.clashes, ...clashes]);
    const open = changedFields(content, theirs).filter((field) => known.has(field));
    this.tell({ mine: content, clashes: open, theirs, phase: 'waiting' });
    this.later(0);
  }

  private keep(what: Unsaved | null): void {
    keepUnsaved({ person: this.person, challenge: this.now.draft.id }, what);
  }

  private tell(news: Partial<Written>): void {
    this.now = { ...this.now, ...news };
    for (const listener of this.listeners) listener();
  }
}

import { Refusal } from '../../api/http';
import type { BroughtFile } from '../../api/types';
import { upload } from '../../api/upload';

export type Place = 'cover' | 'files';

/** A file on its way to the lab, or one that was refused. */
export interface OnItsWay {
  readonly key: number;
  readonly place: Place;
  readonly file: File;
  /** How much is sent, 0 to 1. */
  readonly part: number;
  readonly error: Error | null;
}

/** What a picture can be chosen from; named one by one, so that a telephone hands over one that every browser shows. */
export const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
export const TAKEN: readonly string[] = [...PICTURES, 'application/pdf'];

/** Sends files one after another: each is looked at on the server, which takes its time. */
export class Bringing {
  private readonly listeners = new Set<() => void>();
  private all: readonly OnItsWay[] = [];
  private last = 0;
  private running: { key: number; control: AbortController } | null = null;

  constructor(
    private readonly challenge: string,
    private readonly onCome: (place: Place, file: BroughtFile) => void,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): readonly OnItsWay[] => this.all;

  readonly bring = (place: Place, files: readonly File[]): void => {
    const some = files.map((file) => ({ key: (this.last += 1), place, file, part: 0, error: null }));
    this.tell([...this.all, ...some]);
    void this.go();
  };

  /** Stops it, or takes a refused one off the list. */
  readonly drop = (key: number): void => {
    if (this.running?.key === key) this.running.control.abort();
    this.tell(this.all.filter((one) => one.key !== key));
    this.next(key);
  };

  readonly again = (key: number): void => {
    this.put(key, { part: 0, error: null });
    void this.go();
  };

  close(): void {
    this.running?.control.abort();
    this.all = [];
  }

  private async go(): Promise<void> {
    const first = this.all.find((one) => one.error === null);
    if (this.running || !first) return;
    const { key, place, file } = first;
    const control = new AbortController();
    this.running = { key, control };
    try {
      const { signal } = control;
      const path = `/api/challenges/${this.challenge}/files`;
      const come = await upload<BroughtFile>(path, file, { signal, name: file.name, onProgress: (part) => this.put(key, { part }) });
      this.tell(this.all.filter((one) => one.key !== key));
      this.onCome(place, come);
    } catch (error) {
      this.put(key, { error: error instanceof Error ? error : new Error(String(error)) });
    }
    this.next(key);
  }

  /** An aborted request answers nothing any more: whoever stops it lets the next one go. */
  private next(key: number): void {
    if (this.running?.key !== key) return;
    this.running = null;
    void this.go();
  }

  private put(key: number, news: Partial<OnItsWay>): void {
    this.tell(this.all.map((one) => (one.key === key ? { ...one, ...news } : one)));
  }

  private tell(all: readonly OnItsWay[]): void {
    this.all = all;
    for (const listener of this.listeners) listener();
  }
}

/** Is it worth trying the same file once more? What was refused for what it is stays so. */
export const mayTryAgain = (error: Error): boolean => !(error instanceof Refusal) || error.status === 429 || error.status >= 500;

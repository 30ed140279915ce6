import type { Observable, Unsubscribe } from './types';

/** Listeners, told in the order in which they came. */
export class Listeners<Told extends readonly unknown[] = []> {
  readonly #all = new Set<(...told: Told) => void>();

  readonly subscribe = (listener: (...told: Told) => void): Unsubscribe => {
    const own = (...told: Told) => listener(...told);
    this.#all.add(own);
    return () => {
      this.#all.delete(own);
    };
  };

  get empty(): boolean {
    return this.#all.size === 0;
  }

  tell(...told: Told): void {
    for (const listener of [...this.#all]) listener(...told);
  }
}

/** A value that tells when it changes. `same` says which values are not worth telling apart. */
export class Value<T> implements Observable<T> {
  readonly #listeners = new Listeners();
  readonly #same: (a: T, b: T) => boolean;
  #value: T;

  constructor(value: T, same: (a: T, b: T) => boolean = Object.is) {
    this.#value = value;
    this.#same = same;
  }

  readonly get = (): T => this.#value;
  readonly subscribe = this.#listeners.subscribe;

  set(value: T): void {
    if (this.#same(this.#value, value)) return;
    this.#value = value;
    this.#listeners.tell();
  }
}

/** An object without these fields. */
export function omit<T extends object, K extends string>(from: T, ...fields: readonly K[]): Omit<T, K> {
  const left = { ...from };
  for (const field of fields) Reflect.deleteProperty(left, field);
  return left;
}

/** Whether two flat objects have the same fields. */
export function sameFields<T extends object>(a: T, b: T): boolean {
  const fields = Object.keys(a) as (keyof T)[];
  return fields.length === Object.keys(b).length && fields.every((field) => Object.is(a[field], b[field]));
}

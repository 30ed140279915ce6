/** The board in the order in which it is read: zones, in them groups, then what is loose. Pure. */

import type { BoardStore, ViewConnector, ViewItem } from '../sync';
import { readingOrder } from '../canvas/neighbour';

/** What stands under one title: a group's, or none. */
export interface Group {
  readonly title: ViewItem | null;
  readonly items: readonly ViewItem[];
}

/** What lies in one zone, or in none. */
export interface Part {
  readonly zone: ViewItem | null;
  readonly groups: readonly Group[];
  readonly count: number;
}

function sortedInto<K>(items: readonly ViewItem[], keyOf: (item: ViewItem) => K): ReadonlyMap<K, readonly ViewItem[]> {
  const found = new Map<K, ViewItem[]>();
  for (const item of items) {
    const list = found.get(keyOf(item));
    if (list) list.push(item);
    else found.set(keyOf(item), [item]);
  }
  return found;
}

/** Every item once: under its group's title where it has one, else in its zone. */
export function outlineOf(all: readonly ViewItem[]): readonly Part[] {
  const ordered = readingOrder(all);
  const byId = new Map(ordered.map((item) => [item.id, item]));
  const titleOf = ({ group }: ViewItem): ViewItem | null => {
    const title = group === undefined ? undefined : byId.get(group);
    return title?.kind === 'cluster' ? title : null;
  };
  const members = sortedInto(ordered.filter(({ kind }) => kind !== 'zone' && kind !== 'cluster'), titleOf);
  const zoneOf = (item: ViewItem): ViewItem | null => {
    const named = item.zone ?? (item.kind === 'cluster' ? members.get(item)?.[0]?.zone : undefined);
    const zone = named === undefined ? undefined : byId.get(named);
    return zone?.kind === 'zone' ? zone : null;
  };
  const groups = sortedInto(ordered.filter(({ kind }) => kind === 'cluster'), zoneOf);
  const loose = sortedInto(members.get(null) ?? [], zoneOf);
  const partOf = (zone: ViewItem | null): Part => {
    const inside = [
      ...(groups.get(zone) ?? []).map((title) => ({ title, items: members.get(title) ?? [] })),
      { title: null, items: loose.get(zone) ?? [] },
    ].filter(({ title, items }) => title !== null || items.length > 0);
    return { zone, groups: inside, count: inside.reduce((sum, { items }) => sum + items.length, 0) };
  };
  const parts = [...ordered.filter(({ kind }) => kind === 'zone'), null].map(partOf);
  return parts.filter(({ zone, groups: inside }) => zone !== null || inside.length > 0);
}

/** The first so many items of an outline, with all its titles. */
export function beginning(parts: readonly Part[], size: number): readonly Part[] {
  let left = size;
  return parts.map((part) => ({
    ...part,
    groups: part.groups.map((group) => {
      const items = left >= group.items.length ? group.items : group.items.slice(0, Math.max(0, left));
      left -= group.items.length;
      return { ...group, items };
    }),
  }));
}

type Links = ReadonlyMap<string, readonly ViewConnector[]>;
const NONE: readonly ViewConnector[] = [];
const indexes = new WeakMap<readonly ViewConnector[], Links>();

function indexOf(connectors: readonly ViewConnector[]): Links {
  const known = indexes.get(connectors);
  if (known) return known;
  const made = new Map<string, ViewConnector[]>();
  for (const link of connectors) {
    for (const end of [link.source, link.target]) {
      const list = made.get(end);
      if (list) list.push(link);
      else made.set(end, [link]);
    }
  }
  indexes.set(connectors, made);
  return made;
}

/** The connections of an item, from it and to it. */
export const linksOf = (store: BoardStore, id: string): readonly ViewConnector[] => indexOf(store.connectors()).get(id) ?? NONE;

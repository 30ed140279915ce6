// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { BoardStore } from './store';
import type { Entry, Item, NoteItem, Op, Pending, StreamKind } from './types';

const ME = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const AT = '2026-03-12T08:00:00.000000Z';

const item = (id: string, fields: Partial<NoteItem> = {}): Item => ({
  ...{ kind: 'note', id, author: OTHER, created: AT, changed: AT, x: 0, y: 0, z: 'U', colour: 'yellow', text: id, epoch: 0 },
  ...fields,
});
const stream = (kind: StreamKind, items: Item[]) => ({ id: kind, kind, seq: 0, hash: 'h', items });
const pending = (op_id: string, op: Op, more: Partial<Pending> = {}): Pending => ({ op_id, private: false, op, at: AT, ...more });
const moved = (seq: number, id: string, x: number, z = 'U'): Entry => ({
  ...{ seq, at: AT, actor: OTHER, op: 'o', verb: 'items_moved', words: null },
  facts: { moves: [{ id, x, y: 0, z }] },
});
const move = (id: string, x: number): Op => ({ t: 'move_items', moves: [{ id, x, y: 0, z: 'U' }] });
const add = (id: string, text: string): Op => ({ t: 'add_note', id, x: 0, y: 0, z: 'U', colour: 'pink', text });

function stored(board: Item[], own: Item[] = []): BoardStore {
  const store = new BoardStore(ME);
  store.replaceStreams([stream('board', board), stream('own', own)]);
  return store;
}

describe('the store', () => {
  it('shows both streams, lowest first, my private notes marked', () => {
    const store = stored([item('1', { z: 'b' }), item('2', { z: 'a' })], [item('3', { z: 'ab', author: ME })]);
    expect(store.items().map(({ id, minePrivate }) => [id, minePrivate])).toEqual([['2', false], ['3', true], ['1', false]]);
  });

  it('shows what is pending above what is confirmed, in order', () => {
    const store = stored([item('1')]);
    store.addPending(pending('p1', move('1', 5)));
    store.addPending(pending('p2', move('1', 9)));
    store.applyEntry('board', moved(1, '1', 77));
    expect(store.item('1')?.x).toBe(9);
    expect(store.confirmed('1')).toMatchObject({ x: 77 });
    store.removePending('p2');
    expect(store.item('1')?.x).toBe(5);
    store.removePending('p1');
    expect(store.item('1')?.x).toBe(77);
  });

  it('shows a note that is only pending, private where it was believed so', () => {
    const store = stored([]);
    store.addPending(pending('p1', add('9', 'mine'), { private: true }));
    expect(store.item('9')).toMatchObject({ text: 'mine', author: ME, minePrivate: true });
    expect(store.isPrivate('9')).toBe(true);
  });

  it('shows the splice of a pending edit', () => {
    const store = stored([item('1', { text: 'ahoj' })]);
    store.addPending(pending('p', { t: 'edit_text', id: '1', epoch: 0, update: '' }, { splice: { at: 4, remove: 0, insert: '!' } }));
    expect(store.item('1')?.text).toBe('ahoj!');
    store.setLiveText('1', 'ahoj!!');
    expect(store.item('1')?.text).toBe('ahoj!!');
    store.setLiveText('1', null);
    expect(store.item('1')?.text).toBe('ahoj!');
  });

  it('deleted items are not shown, though they are held', () => {
    const store = stored([item('1', { deleted: true })]);
    store.addPending(pending('p', move('1', 5)));
    expect(store.items()).toEqual([]);
    expect(store.confirmed('1')).toBeDefined();
  });

  it('a note that is on the board is not private, even while the private stream still has it', () => {
    const store = stored([item('1', { text: 'public' })], [item('1', { text: 'private' })]);
    expect(store.items().map(({ text, minePrivate }) => [text, minePrivate])).toEqual([['public', false]]);
  });

  it('[S3.6] a note that is revealed never leaves the view, whichever stream comes first', () => {
    const store = stored([], [item('1', { text: 'mine', author: ME })]);
    const head = { seq: 1, at: AT, actor: OTHER, op: 'o' };
    store.applyEntry('own', { ...head, verb: 'items_published', facts: { ids: ['1'] }, words: null });
    expect(store.stream('own')?.items.size).toBe(0);
    expect(store.item('1')).toMatchObject({ text: 'mine', minePrivate: false });
    const shown = { kind: 'note' as const, id: '1', author: ME, created: AT, x: 7, y: 0, z: 'U', colour: 'yellow' as const, epoch: 0 };
    const words = { texts: [{ id: '1', text: 'mine', state: null }] };
    store.applyEntry('board', { ...head, verb: 'items_revealed', facts: { mode: 'open', items: [shown] }, words });
    expect(store.item('1')).toMatchObject({ x: 7, minePrivate: false });
    store.applyEntry('board', { ...head, seq: 2, verb: 'items_deleted', facts: { ids: ['1'] }, words: null });
    expect(store.item('1')).toBeUndefined();
  });

  it('tells listeners of an item only of that item, and everybody once', () => {
    const store = stored([item('1'), item('2')]);
    const told: string[] = [];
    store.subscribeItem('1', () => told.push('1'));
    const stop = store.subscribeItem('2', () => told.push('2'));
    store.subscribe(() => told.push('all'));
    store.change(() => {
      store.applyEntry('board', moved(1, '2', 5));
      store.applyEntry('board', moved(2, '2', 6));
    });
    expect(told).toEqual(['2', 'all']);
    stop();
    store.applyEntry('board', moved(3, '2', 7));
    expect(told).toEqual(['2', 'all', 'all']);
  });

  it('keeps the same objects while nothing changes', () => {
    const store = stored([item('1'), item('2')]);
    const [all, one, version] = [store.items(), store.item('1'), store.version];
    store.applyEntry('board', moved(1, '9', 0));
    expect([store.items(), store.item('1'), store.version]).toEqual([all, one, version]);
    expect(store.items()).toBe(all);
    store.applyEntry('board', moved(2, '2', 5));
    expect(store.items()).not.toBe(all);
    expect(store.items()[0]).toBe(one);
  });

  it('says how my writing on an item is doing', () => {
    const store = stored([item('1')]);
    expect(store.status('1')).toBe('saved');
    store.addPending(pending('p', move('1', 5)));
    expect(store.status('1')).toBe('waiting');
    store.setOnline(true);
    expect(store.status('1')).toBe('saving');
    store.removePending('p');
    store.markRefused(['1'], true);
    expect(store.status('1')).toBe('refused');
    store.addPending(pending('q', move('1', 6)));
    store.removePending('q');
    expect(store.status('1')).toBe('saved');
  });

  it('keeps its order while items come, go and move', () => {
    const store = stored(Array.from({ length: 200 }, (_, i) => item(String(i), { z: String(1000 + ((i * 37) % 200)) })));
    for (let i = 0; i < 500; i++) store.applyEntry('board', moved(i + 1, String((i * 7) % 200), i, String(1000 + ((i * 91) % 977))));
    const shown = store.items().map(({ z, id }) => z + id.padStart(4));
    expect(shown).toEqual([...shown].sort());
  });

  it('an entry on a board of 5,000 notes costs little', () => {
    const store = stored(Array.from({ length: 5000 }, (_, i) => item(String(i), { z: String(i) })));
    const start = performance.now();
    for (let i = 0; i < 2000; i++) {
      store.applyEntry('board', moved(i + 1, String(i), i, String(9999 - i)));
      store.items();
    }
    expect((performance.now() - start) / 2000).toBeLessThan(1);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBoard, fakeItem, ME } from '../canvas/testing/fake-board';
import { News } from './news';

let board: FakeBoard;
let news: News;

beforeEach(() => {
  board = new FakeBoard({ items: [fakeItem(1), fakeItem(2)] });
  news = new News(board.store, ME);
  board.store.subscribe(() => news.watch());
});

describe('the news', () => {
  it('is what others added, changed and deleted, together', () => {
    board.receive(fakeItem(8));
    board.receive(fakeItem(9));
    board.do({ t: 'colour_items', ids: [fakeItem(1).id], colour: 'green' });
    board.do({ t: 'delete_items', ids: [fakeItem(2).id] });
    expect(news.tell()).toEqual({ added: 2, changed: 1, deleted: 1 });
    expect(news.tell()).toBeNull();
  });

  it('is not what I wrote', () => {
    board.do({ t: 'add_note', id: board.newId(), x: 0, y: 0, z: 'V', colour: 'blue', text: 'mine' });
    expect(news.tell()).toBeNull();
  });

  it('is not a move', () => {
    board.do({ t: 'move_items', moves: [{ id: fakeItem(1).id, x: 5, y: 5, z: 'W' }] });
    expect(news.tell()).toBeNull();
  });
});

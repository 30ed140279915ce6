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
    expect(news.tell()).toEqual({ added: 2, changed: 1, deleted: 1, said: 0, connected: 0 });
    expect(news.tell()).toBeNull();
  });

  it('is not what I wrote', () => {
    board.do({ t: 'add_note', id: board.newId(), x: 0, y: 0, z: 'V', colour: 'blue', text: 'mine' });
    expect(news.tell()).toBeNull();
  });

  it('is how many comments and connections others made, each once, and not mine', () => {
    const [one, two] = [fakeItem(1).id, fakeItem(2).id];
    const her = fakeItem(1).author;
    board.receiveHanging('comment_added', { id: 'c1', on: one }, her);
    board.receiveHanging('comment_added', { id: 'c2', on: two }, her);
    board.receiveHanging('connector_added', { id: 'c3', source: one, target: two, relation: 'builds_on' }, her);
    board.do({ t: 'add_comment', id: 'c4', on: one, text: 'mine' });
    board.do({ t: 'add_connector', id: 'c5', source: two, target: one, relation: 'answers', text: '' });
    expect(news.tell()).toEqual({ added: 0, changed: 0, deleted: 0, said: 2, connected: 1 });
    board.do({ t: 'resolve_comments', ids: ['c1'], resolved: true });
    board.do({ t: 'delete_items', ids: ['c2'] });
    expect(news.tell()).toBeNull();
  });

  it('is not what hung on the items before', () => {
    board.receiveHanging('comment_added', { id: 'c1', on: fakeItem(1).id }, fakeItem(1).author);
    expect(new News(board.store, ME).tell()).toBeNull();
  });

  it('is not a move', () => {
    board.do({ t: 'move_items', moves: [{ id: fakeItem(1).id, x: 5, y: 5, z: 'W' }] });
    expect(news.tell()).toBeNull();
  });
});

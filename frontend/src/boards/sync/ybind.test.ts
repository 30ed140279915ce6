import * as Y from 'yjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Delta } from '../model/delta';
import { seeded } from '../testing/virtual';
import { SharedText, baseUpdate } from './shared-text';
import { bindTextarea, type TextModel } from './ybind';

/** A textarea as a person uses it: what is typed replaces the selection. */
class Hand {
  readonly area: HTMLTextAreaElement;
  readonly unbind: () => void;

  constructor(model: TextModel) {
    this.area = document.createElement('textarea');
    document.body.append(this.area);
    this.unbind = bindTextarea(model, this.area);
  }

  at(start: number, end = start): this {
    this.area.setSelectionRange(start, end);
    return this;
  }

  type(letters: string): this {
    const { value, selectionStart, selectionEnd } = this.area;
    this.area.value = value.slice(0, selectionStart) + letters + value.slice(selectionEnd);
    this.at(selectionStart + letters.length);
    this.area.dispatchEvent(new Event('input'));
    return this;
  }

  compose(...stages: string[]): this {
    this.area.dispatchEvent(new Event('compositionstart'));
    const from = this.area.selectionStart;
    for (const stage of stages) {
      this.at(from, this.area.selectionEnd).type(stage);
      this.at(from, from + stage.length);
    }
    return this;
  }

  done(): this {
    this.at(this.area.selectionEnd);
    this.area.dispatchEvent(new Event('compositionend'));
    return this;
  }

  key(key: string, modifiers: KeyboardEventInit = { ctrlKey: true }): boolean {
    return this.area.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...modifiers }));
  }

  get shown(): string {
    const { value, selectionStart, selectionEnd } = this.area;
    return `${value.slice(0, selectionStart)}|${value.slice(selectionStart, selectionEnd)}${selectionEnd > selectionStart ? '|' : ''}${value.slice(selectionEnd)}`;
  }
}

class Model implements TextModel {
  readonly shared: SharedText;
  readonly updates: Uint8Array[] = [];
  readonly #listeners = new Map<object, (delta: Delta) => void>();

  constructor(client: number, text: string) {
    this.shared = new SharedText(Y, client, [baseUpdate(Y, text)], {
      update: (update) => void this.updates.push(update),
      changed: (delta, source) => {
        for (const [listener, changed] of this.#listeners) if (listener !== source) changed(delta);
      },
    });
  }

  text = () => this.shared.text();
  splice: TextModel['splice'] = (change, source) => this.shared.splice(change, source);
  listen: TextModel['listen'] = (source, changed) => {
    this.#listeners.set(source, changed);
    return () => this.#listeners.delete(source);
  };
  undo = () => {
    this.shared.undo();
    return true;
  };
  redo = () => {
    this.shared.redo();
    return true;
  };
}

function pair(text: string): { mine: Model; theirs: Model; hand: Hand; sync: () => void } {
  const mine = new Model(16, text);
  const theirs = new Model(17, text);
  const sync = () => {
    theirs.shared.receive(mine.updates.splice(0));
    mine.shared.receive(theirs.updates.splice(0));
  };
  return { mine, theirs, hand: new Hand(mine), sync };
}

afterEach(() => document.body.replaceChildren());

describe('a textarea tied to a shared text', () => {
  it('what is typed goes into the text, where the caret is', () => {
    const { mine, hand } = pair('aaa');
    hand.at(1).type('a').type('b');
    expect([mine.text(), hand.shown]).toEqual(['aabaa', 'aab|aa']);
  });

  it('letters that others type keep the caret between the letters it was between', () => {
    const { theirs, hand, sync } = pair('Hello world');
    hand.at(6);
    theirs.splice({ at: 0, remove: 0, insert: '😀 ' }, {});
    sync();
    expect(hand.shown).toBe('😀 Hello |world');
    theirs.splice({ at: 3, remove: 6, insert: '' }, {});
    sync();
    expect(hand.shown).toBe('😀 |world');
    theirs.splice({ at: 3, remove: 0, insert: 'new ' }, {});
    sync();
    expect(hand.shown).toBe('😀 |new world');
  });

  it('a selection that others write into grows with it', () => {
    const { theirs, hand, sync } = pair('one two three');
    hand.at(4, 7);
    theirs.splice({ at: 5, remove: 1, insert: 'WW' }, {});
    sync();
    expect(hand.shown).toBe('one |tWWo| three');
  });

  it('never splits a pair of surrogates', () => {
    const { mine, hand } = pair('😀');
    hand.at(0, 2).type('😁');
    expect(mine.text()).toBe('😁');
    hand.at(2).type('😁').at(2).type('😂');
    expect(mine.text()).toBe('😁😂😁');
  });

  it('half a pair never gets into the text', () => {
    const { mine, hand } = pair('a');
    hand.at(1).type('\ud83d');
    expect([mine.text(), hand.area.value]).toEqual(['a\ufffd', 'a\ufffd']);
  });

  it('an input method is not disturbed by what others type', () => {
    const { mine, theirs, hand, sync } = pair('ab');
    hand.at(1).compose('に', 'にほ', '日本');
    expect(mine.text()).toBe('ab');
    theirs.splice({ at: 0, remove: 0, insert: 'START ' }, {});
    sync();
    theirs.splice({ at: theirs.text().length, remove: 0, insert: ' END' }, {});
    sync();
    expect(hand.area.value).toBe('a日本b');
    hand.done();
    sync();
    expect([mine.text(), theirs.text(), hand.shown]).toEqual(['START a日本b END', 'START a日本b END', 'START a日本|b END']);
  });

  it('a word composed anew keeps what others put into it', () => {
    const { mine, theirs, hand, sync } = pair('a word here');
    hand.at(2, 6).compose('sentence');
    theirs.splice({ at: 4, remove: 0, insert: '!!' }, {});
    sync();
    hand.done();
    expect(mine.text()).toContain('sentence');
    expect(mine.text()).toContain('!!');
    expect(mine.text().replace('sentence', '').replace('!!', '')).toBe('a  here');
  });

  it('a composition that came to nothing shows what others typed meanwhile', () => {
    const { theirs, hand, sync } = pair('ab');
    hand.at(1).compose('x', '');
    theirs.splice({ at: 0, remove: 0, insert: '> ' }, {});
    sync();
    hand.done();
    expect(hand.shown).toBe('> a|b');
  });

  it.each([
    ['keys', (hand: Hand, redo: boolean) => hand.key('z', { ctrlKey: true, shiftKey: redo })],
    ['commands', (hand: Hand, redo: boolean) =>
      hand.area.dispatchEvent(new InputEvent('beforeinput', { inputType: redo ? 'historyRedo' : 'historyUndo', cancelable: true }))],
  ])('undo takes back my own typing only (%s)', (_name, press) => {
    const { theirs, hand, sync } = pair('base');
    hand.at(4).type(' mine');
    theirs.splice({ at: 0, remove: 0, insert: 'theirs ' }, {});
    sync();
    expect(press(hand, false)).toBe(false);
    expect(hand.area.value).toBe('theirs base');
    press(hand, true);
    expect(hand.area.value).toBe('theirs base mine');
    sync();
    expect(theirs.text()).toBe('theirs base mine');
  });

  it('other keys are left to the browser', () => {
    const { hand } = pair('base');
    expect([hand.key('c'), hand.key('z', {}), hand.key('z', { ctrlKey: true, altKey: true })]).toEqual([true, true, true]);
  });

  it('two textareas on one text follow each other', () => {
    const { mine, hand } = pair('ab');
    const other = new Hand(mine).at(2);
    hand.at(1).type('X');
    expect(other.shown).toBe('aXb|');
  });

  it('untied, neither hears of the other; a composition under way is kept', () => {
    const { mine, hand } = pair('ab');
    hand.at(1).compose('日本');
    hand.unbind();
    expect(mine.text()).toBe('a日本b');
    hand.at(0).type('x');
    expect(mine.text()).toBe('a日本b');
    mine.splice({ at: 0, remove: 0, insert: 'y' }, {});
    expect(hand.area.value).toBe('xa日本b');
  });

  it('3,000 random steps of two textareas: both show the same in the end', () => {
    const random = seeded(11);
    const words = ['a', 'žluť', '漢字', '😀', '👩‍👩‍👧', '\n', 'slovo '];
    const models = [new Model(16, 'začátek'), new Model(17, 'začátek')] as const;
    const hands = models.map((model) => new Hand(model));
    const composing = [false, false];
    const sync = () => {
      const [a, b] = models.map(({ updates }) => updates.splice(0));
      models[0].shared.receive(b ?? []);
      models[1].shared.receive(a ?? []);
    };
    for (let step = 0; step < 3_000; step++) {
      const who = random.below(2);
      const hand = hands[who];
      if (!hand) continue;
      const points = Array.from(hand.area.value);
      const place = (count: number) => points.slice(0, count).join('').length;
      const from = random.below(points.length + 1);
      const choice = random.below(12);
      if (composing[who]) {
        if (choice < 6) hand.done();
        composing[who] = choice >= 6;
      } else if (choice < 7) {
        const till = points.length > 80 ? Math.min(points.length, from + random.below(40)) : from;
        hand.at(place(from), place(till)).type(words[random.below(words.length)] ?? '');
      } else if (choice === 7) hand.key('z', { ctrlKey: true, shiftKey: random.below(2) === 0 });
      else if (choice === 8) {
        hand.at(place(from)).compose('に', '日本');
        composing[who] = true;
      } else sync();
    }
    hands.forEach((hand, who) => composing[who] && hand.done());
    sync();
    expect(hands[0]?.area.value).toBe(models[0].text());
    expect(hands[1]?.area.value).toBe(models[0].text());
    expect(models[1].text()).toBe(models[0].text());
    expect(models[0].text()).not.toContain('\ufffd');
  }, 60_000);
});

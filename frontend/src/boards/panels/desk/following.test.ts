import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from '../../canvas/camera';
import type { Engine } from '../../canvas/engine';
import { FakeBoard } from '../../canvas/testing/fake-board';
import { Value } from '../../model/value';
import type { Mode } from '../../sync';
import { Follower } from './following';
import { glided } from './glide';

const BEN = { id: 'b'.repeat(32), label: 'Ben', role: 'participant', here: true };
const CARLA = { ...BEN, id: 'c'.repeat(32), label: 'Carla' };
const HERE: Camera = { x: 0, y: 0, zoom: 1 };
const THERE: Camera = { x: -4000, y: 900, zoom: 0.5 };
const MIDDLE = { x: 720, y: 400 };
const SIGHT = { person: BEN.id, x: 1, y: 2, w: 3, h: 4 };

let board: FakeBoard;
let engine: Engine;
let frames: ((now: number) => void)[];

/** As much of an engine as a follower moves. */
function fakeEngine(): Engine {
  const camera = new Value<Camera>(HERE);
  const looks = { look: (next: Camera) => camera.set(next), cameraFor: () => THERE, middle: () => MIDDLE, leaveEditing: () => undefined };
  return { board, camera, editing: new Value(null), grip: new Value('none'), ...looks } as unknown as Engine;
}

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (call: (now: number) => void) => frames.push(call));
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  board = new FakeBoard({ people: [BEN, CARLA] });
  engine = fakeEngine();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function following({ jumps = true, once = false } = {}): Follower {
  const follower = new Follower(engine, () => jumps);
  follower.follow(BEN, once);
  return follower;
}

function key(name: string, where: EventTarget = document.body): void {
  where.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
}

function field(): HTMLElement {
  return document.body.appendChild(document.createElement('textarea'));
}

const mode = (next: Mode): void => {
  const about = board.about.get();
  if (about) board.about.set({ ...about, mode: next });
};

describe('following somebody', () => {
  it('jumps where motion is to be avoided, and goes on with her', () => {
    const follower = following();
    expect(board.following).toBe(BEN.id);
    board.sight.set(SIGHT);
    expect(engine.camera.get()).toBe(THERE);
    expect(follower.whom.get()).toMatchObject({ label: 'Ben', once: false });
  });

  it('glides else, and is there after a while', () => {
    const follower = following({ jumps: false });
    board.sight.set(SIGHT);
    const seen: number[] = [];
    for (let now = performance.now(), n = 0; frames.length > 0 && n < 500; n++) {
      const [frame] = frames.splice(0);
      frame?.((now += 16));
      seen.push(engine.camera.get().zoom);
    }
    expect(engine.camera.get()).toBe(THERE);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect(follower.whom.get()).not.toBeNull();
  });

  it('does not look where somebody else looks', () => {
    following();
    board.sight.set({ ...SIGHT, person: CARLA.id });
    expect(engine.camera.get()).toBe(HERE);
  });

  it.each<[string, () => void]>([
    ['I move the board', () => engine.look({ ...HERE, x: 5 })],
    ['I write in a note', () => engine.editing.set('note')],
    ['I take hold of something', () => engine.grip.set('notes')],
    ['I press Escape', () => key('Escape')],
    ['I type anywhere', () => key('a', field())],
  ])('ends when %s', (_, act) => {
    const follower = following();
    act();
    expect(follower.whom.get()).toBeNull();
    expect(follower.ended.get()).toMatchObject({ why: 'myself', label: 'Ben' });
    expect(board.following).toBeNull();
    board.sight.set(SIGHT);
    expect(engine.camera.get()).not.toBe(THERE);
  });

  it('goes on where I press another key on the canvas', () => {
    const follower = following();
    key('a');
    expect(follower.whom.get()).not.toBeNull();
  });

  it.each<[string, () => void]>([
    ['left', () => board.people.set([{ ...BEN, here: false }, CARLA])],
    ['silence', () => mode('silent')],
    ['away', () => board.link.set({ state: 'dead', retryAt: null })],
    ['nowhere', () => vi.advanceTimersByTime(3000)],
  ])('ends with a sentence: %s', (why, happens) => {
    const follower = following();
    happens();
    expect(follower.ended.get()).toMatchObject({ why, label: 'Ben' });
    expect(board.following).toBeNull();
  });

  it('waits no more once she has said where she looks', () => {
    const follower = following();
    board.sight.set(SIGHT);
    vi.advanceTimersByTime(60_000);
    expect(follower.whom.get()).not.toBeNull();
  });

  it('goes to where she is once, and stays', () => {
    const follower = following({ once: true });
    board.sight.set(SIGHT);
    expect(engine.camera.get()).toBe(THERE);
    expect(follower.ended.get()?.why).toBe('there');
    expect(board.following).toBeNull();
  });

  it('goes over to another', () => {
    const follower = following();
    follower.follow(CARLA);
    expect([board.following, follower.whom.get()?.label, follower.ended.get()]).toEqual([CARLA.id, 'Carla', null]);
  });
});

describe('gliding', () => {
  it('keeps what is in the middle on the straight way there', () => {
    const half = glided(HERE, THERE, MIDDLE, 80);
    expect(half.zoom).toBeGreaterThan(0.5);
    expect(half.zoom).toBeLessThan(1);
    const middle = (camera: Camera) => ({ x: (MIDDLE.x - camera.x) / camera.zoom, y: (MIDDLE.y - camera.y) / camera.zoom });
    const [from, at, to] = [middle(HERE), middle(half), middle(THERE)];
    expect((at.x - from.x) / (to.x - from.x)).toBeCloseTo((at.y - from.y) / (to.y - from.y), 6);
  });

  it('is there at once, if asked for', () => {
    expect(glided(HERE, THERE, MIDDLE, Infinity)).toBe(THERE);
  });
});

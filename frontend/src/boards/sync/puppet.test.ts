// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { FromServer, ToServer } from '../model/types';
import { BOARD, TinyServer, type Member } from '../testing/tiny-server';
import { VirtualClock, seeded } from '../testing/virtual';
import { Puppet, type Command, type Outcome, type State } from './puppet';

const NOW = Date.UTC(2026, 2, 12, 8);

class Player implements Member {
  readonly person: string;
  readonly puppet: Puppet;
  readonly inbox: string[] = [];
  dialled = true;
  socket = 0;

  constructor(person: string, seed: number) {
    this.person = person;
    this.puppet = new Puppet({ board: BOARD, person, seed, now: NOW, mode: 'open' });
  }

  send(message: FromServer): void {
    this.inbox.push(JSON.stringify(message));
  }

  close(): void {
    this.inbox.length = 0;
  }
}

/** A game of two puppets by the numbers of `seed`; everything that was said, and how it ended. */
async function game(seed: number): Promise<{ said: string[]; states: State[]; server: TinyServer }> {
  const random = seeded(seed);
  const clock = new VirtualClock(NOW);
  const server = new TinyServer(clock);
  const players = ['a1', 'b2'].map((pair, i) => new Player(pair.repeat(16), seed + i));
  const said: string[] = [];
  const play = async (player: Player, command: Command): Promise<Outcome> => {
    const outcome = await player.puppet.perform(command);
    said.push(JSON.stringify([player.person, outcome]));
    for (const socket of outcome.dialled) {
      server.members.delete(player);
      player.inbox.length = 0;
      player.dialled = true;
      player.socket = socket;
    }
    for (const { socket, frame } of outcome.sent) if (socket === player.socket) server.hear(player, JSON.parse(frame) as ToServer);
    if (outcome.hungUp.includes(player.socket)) server.members.delete(player);
    return outcome;
  };
  const round = async (player: Player, wild: boolean): Promise<void> => {
    if (player.dialled) {
      player.dialled = false;
      await play(player, { do: 'connect' });
    }
    for (let frame = player.inbox.shift(); frame !== undefined; frame = player.inbox.shift()) await play(player, { do: 'deliver', frame });
    await play(player, { do: 'tick', ms: 200 });
    if (!wild) return;
    const { state } = await play(player, { do: 'state' });
    const item = state?.items[random.below(Math.max(1, state.items.length))]?.id;
    const choice = random.below(8);
    if (choice === 0 || !item) await play(player, { do: 'add', text: 'ahoj 😀' });
    else if (choice < 5) await play(player, { do: 'edit', item, keep: choice < 3 });
    else if (choice === 5) await play(player, { do: 'op', op: { t: 'move_items', moves: [{ id: item, x: random.below(99), y: 0, z: 'V' }] } });
    else if (choice === 6 && random.below(5) === 0) await play(player, { do: 'reload', orderly: random.below(2) === 0 });
    else if (choice === 7 && random.below(5) === 0) {
      server.members.delete(player);
      await play(player, { do: 'close', code: 1006 });
    }
  };
  for (let i = 0; i < 150; i++) {
    clock.pass(200);
    for (const player of players) await round(player, i < 50);
  }
  const states: State[] = [];
  for (const player of players) {
    const { state } = await play(player, { do: 'state' });
    if (state) states.push(state);
  }
  return { said, states, server };
}

describe('the puppet', () => {
  it.each([1, 2, 3, 4, 5])('plays game %i the same way every time, and everybody agrees in the end', async (seed) => {
    const [first, second] = [await game(seed), await game(seed)];
    expect(second.said).toEqual(first.said);
    const board = first.server.stream('').id;
    for (const state of first.states) {
      expect(state.saving).toMatchObject({ state: 'saved', pending: 0 });
      expect(state.streams[board]?.state).toBe(first.server.stateHash());
    }
  });

  it('says what a late close of an old socket does: nothing', async () => {
    const puppet = new Puppet({ board: BOARD, person: 'a1'.repeat(16), seed: 1, now: NOW });
    await puppet.perform({ do: 'close', code: 1006 });
    const { dialled } = await puppet.perform({ do: 'tick', ms: 2_000 });
    expect(dialled).toEqual([1]);
    const late = await puppet.perform({ do: 'close', code: 4003, socket: 0 });
    expect(late).toMatchObject({ link: 'dead', hungUp: [] });
    expect((await puppet.perform({ do: 'connect' })).sent).toHaveLength(1);
  });
});

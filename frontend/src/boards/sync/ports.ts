/** What the outside world gives to a board: time, chance and sockets. Tests give their own. */

import type { Unsubscribe } from '../model/types';

export interface Clock {
  /** Milliseconds since 1970, as the device has it: that may be wrong, and be put right at any moment. */
  now(): number;
  /** Milliseconds from some beginning: what lies between two moments, whatever happens to `now`. */
  ticks(): number;
  /** Calls once after `ms`; the returned function calls it off. */
  after(ms: number, call: () => void): Unsubscribe;
}

export interface Random {
  /** At least 0, less than 1. */
  float(): number;
  bytes(count: number): Uint8Array;
}

/** The part of a WebSocket that is used. */
export interface SocketLike {
  send(frame: string): void;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  frame(text: string): void;
  /** Also when it never opened. Called once. */
  closed(code: number): void;
}

export type SocketFactory = (url: string, events: SocketEvents) => SocketLike;

export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const systemRandom: Random = {
  float: () => Math.random(),
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};

export const webSocket: SocketFactory = (url, events) => {
  const socket = new WebSocket(url);
  socket.onopen = () => {
    events.opened();
  };
  socket.onmessage = ({ data }: MessageEvent) => {
    if (typeof data === 'string') events.frame(data);
  };
  socket.onclose = ({ code }: CloseEvent) => {
    events.closed(code);
  };
  return {
    send: (frame) => {
      socket.send(frame);
    },
    close: () => {
      socket.close();
    },
  };
};

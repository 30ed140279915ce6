import { beforeEach, describe, expect, it, vi } from 'vitest';
import { briefSeen, forgetSeen, markSeen, wasSeen } from './seen';

describe('what a device has seen', () => {
  beforeEach(() => localStorage.clear());

  it('is remembered until somebody leaves the device', () => {
    expect(wasSeen('tour')).toBe(false);
    markSeen('tour');
    markSeen('tour');
    expect(wasSeen('tour')).toBe(true);
    forgetSeen();
    expect(wasSeen('tour')).toBe(false);
  });

  it('of a brief is one version of it', () => {
    markSeen(briefSeen({ id: 'a', version: 1 }));
    expect(wasSeen(briefSeen({ id: 'a', version: 1 }))).toBe(true);
    expect(wasSeen(briefSeen({ id: 'a', version: 2 }))).toBe(false);
  });

  it('is bounded, the oldest goes', () => {
    for (let at = 0; at < 201; at += 1) markSeen(`brief:${at}`);
    expect(wasSeen('brief:0')).toBe(false);
    expect(wasSeen('brief:1')).toBe(true);
    expect(wasSeen('brief:200')).toBe(true);
  });

  it.each(['{', '{}', '[1]'])('survives that the device kept %s', (kept) => {
    localStorage.setItem('livelab_seen', kept);
    expect(wasSeen('tour')).toBe(false);
    markSeen('tour');
    expect(wasSeen('tour')).toBe(true);
  });

  it('is nothing where the device keeps nothing', () => {
    const refuse = (): never => {
      throw new Error('full');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    markSeen('tour');
    expect(wasSeen('tour')).toBe(false);
    forgetSeen();
    vi.unstubAllGlobals();
  });
});

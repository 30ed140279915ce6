import { describe, expect, it, vi } from 'vitest';
import { match } from './match';
import { go, hasMoved, safePath } from './place';

describe('match', () => {
  it('finds the names of a pattern', () => {
    expect(match('/join/:code', '/join/7K3M9QXA')).toEqual({ code: '7K3M9QXA' });
    expect(match('/', '/')).toEqual({});
    expect(match('/lab', '/lab/')).toEqual({});
  });

  it('decodes what stands in the address, and survives what cannot be decoded', () => {
    expect(match('/join/:code', '/join/7K3M%209QXA')).toEqual({ code: '7K3M 9QXA' });
    expect(match('/join/:code', '/join/%E0%A4%A')).toEqual({ code: '%E0%A4%A' });
  });

  it('is null elsewhere', () => {
    expect(match('/join/:code', '/join')).toBeNull();
    expect(match('/join/:code', '/join/a/b')).toBeNull();
    expect(match('/lab', '/labs')).toBeNull();
  });
});

describe('safePath', () => {
  it.each(['/boards/1', '/lab?x=1#y', '/'])('lets %s through', (path) => {
    expect(safePath(path)).toBe(path);
  });

  it.each([
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    'lab',
    '',
    null,
    undefined,
  ])('sends %s home', (path) => {
    expect(safePath(path)).toBe('/');
  });
});

describe('go', () => {
  it('moves within the application, and remembers that somebody moved', () => {
    vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
    expect(hasMoved()).toBe(false);
    go('/lab?x=1');
    expect(window.location.pathname + window.location.search).toBe('/lab?x=1');
    expect(hasMoved()).toBe(true);
  });
});

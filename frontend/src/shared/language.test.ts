import { i18n } from '@lingui/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCookie } from './cookies';
import { choose, preferred, speak } from './language';

describe('choose', () => {
  it.each([
    [['nl-BE', 'en'], 'nl'],
    [['fr-BE', 'de', 'nl_NL'], 'nl'],
    [[null, undefined, 'EN-gb'], 'en'],
    [['fr'], 'en'],
    [['constructor'], 'en'],
    [[], 'en'],
  ])('of %j chooses %s', (wishes, language) => {
    expect(choose(wishes)).toBe(language);
  });
});

describe('speak', () => {
  beforeEach(() => {
    document.cookie = 'livelab_language=; max-age=0; path=/';
  });

  it('tells the page, the server and the next visit', async () => {
    await speak('nl');
    expect(i18n.locale).toBe('nl');
    expect(document.documentElement.lang).toBe('nl');
    expect(readCookie('livelab_language')).toBe('nl');
    expect(preferred()).toBe('nl');
  });
});

import { i18n, type Messages } from '@lingui/core';
import { readCookie, writeCookie } from './cookies';

/** The interface's languages, named as their speakers name them. */
export const LANGUAGES = { en: 'English', nl: 'Nederlands' } as const;
export type Language = keyof typeof LANGUAGES;

/** The server reads it too, so that both sides speak the same language. */
const COOKIE = 'livelab_language';

export type Part = 'app' | 'boards' | 'later' | 'desk' | 'challenges' | 'lab' | 'design';
type Loader = () => Promise<{ messages: Messages }>;

const PARTS: Record<Part, Record<Language, Loader>> = {
  app: { en: () => import('../locales/en.po'), nl: () => import('../locales/nl.po') },
  boards: { en: () => import('../boards/locales/en.po'), nl: () => import('../boards/locales/nl.po') },
  later: { en: () => import('../boards/locales/later/en.po'), nl: () => import('../boards/locales/later/nl.po') },
  desk: { en: () => import('../boards/locales/desk/en.po'), nl: () => import('../boards/locales/desk/nl.po') },
  challenges: { en: () => import('../challenges/locales/en.po'), nl: () => import('../challenges/locales/nl.po') },
  lab: { en: () => import('../lab/locales/en.po'), nl: () => import('../lab/locales/nl.po') },
  design: { en: () => import('../design/locales/en.po'), nl: () => import('../design/locales/nl.po') },
};
/** The parts whose words are here, or on their way. */
const brought = new Map<Part, Promise<void>>([['app', Promise.resolve()]]);

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

/** The first of the wishes that we speak, region or no region; English otherwise. */
export function choose(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/)[0];
    if (language !== undefined && isLanguage(language)) return language;
  }
  return 'en';
}

export const preferred = (): Language =>
  choose([readCookie(COOKIE), ...navigator.languages, document.documentElement.lang]);

async function load(language: Language): Promise<void> {
  const parts = await Promise.all([...brought.keys()].map((part) => PARTS[part][language]()));
  for (const part of parts) i18n.load(language, part.messages);
}

/** Speaks `language` from now on, here and on the server. */
export async function speak(language: Language): Promise<void> {
  await load(language);
  writeCookie(COOKIE, language);
  document.documentElement.lang = language;
  i18n.activate(language);
}

async function fetchWords(part: Part): Promise<void> {
  const language = choose([i18n.locale]);
  i18n.load(language, (await PARTS[part][language]()).messages);
}

/** Brings the words of a part which is loaded later; call it beside the `import()` of its screens. */
export function bring(part: Part): Promise<void> {
  let coming = brought.get(part);
  if (!coming) {
    coming = fetchWords(part);
    brought.set(part, coming);
    coming.catch(() => brought.delete(part));
  }
  return coming;
}

import { i18n, type Messages } from '@lingui/core';
import { readCookie, writeCookie } from './cookies';

/** The interface's languages, named as their speakers name them. */
export const LANGUAGES = { en: 'English', nl: 'Nederlands' } as const;
export type Language = keyof typeof LANGUAGES;

/** The server reads it too, so that both sides speak the same language. */
const COOKIE = 'livelab_language';

type Part = 'app' | 'boards';
type Loader = () => Promise<{ messages: Messages }>;

const PARTS: Record<Part, Record<Language, Loader>> = {
  app: { en: () => import('../locales/en.po'), nl: () => import('../locales/nl.po') },
  boards: {
    en: () => import('../boards/locales/en.po'),
    nl: () => import('../boards/locales/nl.po'),
  },
};
const wanted = new Set<Part>(['app']);

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
  const parts = await Promise.all([...wanted].map((part) => PARTS[part][language]()));
  for (const part of parts) i18n.load(language, part.messages);
}

/** Speaks `language` from now on, here and on the server. */
export async function speak(language: Language): Promise<void> {
  await load(language);
  writeCookie(COOKIE, language);
  document.documentElement.lang = language;
  i18n.activate(language);
}

/** Brings the words of a part which is loaded later; call it beside the `import()` of its screens. */
export async function bring(part: Part): Promise<void> {
  if (wanted.has(part)) return;
  wanted.add(part);
  const language = choose([i18n.locale]);
  try {
    const { messages } = await PARTS[part][language]();
    i18n.loadAndActivate({ locale: language, messages: { ...i18n.messages, ...messages } });
  } catch (error) {
    wanted.delete(part);
    throw error;
  }
}

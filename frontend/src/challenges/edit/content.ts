/** What an owner writes, taken apart into fields, so that two who write at once both keep theirs. */
import type { ChallengeContent } from '../../api/types';

export const TEXTS = ['title', 'problem', 'context'] as const;
export const LISTS = [
  'users',
  'constraints',
  'success',
  'not_wanted',
  'materials',
  'first_questions',
  'possible_partners',
] as const;
export type TextName = (typeof TEXTS)[number];
export type ListName = (typeof LISTS)[number];
export type BriefText = Record<TextName, string> & Record<ListName, string[]>;
export interface Criterion {
  id: string;
  names: Record<string, string>;
}
/** A file that was brought, and what it shows or holds in each language. */
export interface Attached {
  id: string;
  says: Record<string, string>;
}
export interface Content extends Pick<ChallengeContent, 'sector' | 'ip_policy' | 'audience'> {
  texts: Record<string, BriefText>;
  criteria: Criterion[];
  cover: Attached | null;
  files: Attached[];
}

const EMPTY: BriefText = {
  title: '', problem: '', context: '', users: [], constraints: [], success: [], not_wanted: [],
  materials: [], first_questions: [], possible_partners: [],
};

export const briefIn = (content: Content, language: string): BriefText => content.texts[language] ?? EMPTY;

/** The content as it came, with every field of every language there; also one that was kept before there were files. */
export function whole(came: Omit<ChallengeContent, 'cover' | 'files'> & Partial<Pick<ChallengeContent, 'cover' | 'files'>>): Content {
  const texts = Object.entries(came.texts).map(([language, brief]) => [language, { ...EMPTY, ...brief }] as const);
  return { ...came, texts: Object.fromEntries(texts), cover: came.cover ?? null, files: came.files ?? [] };
}

export function withBrief(content: Content, language: string, change: Partial<BriefText>): Content {
  return { ...content, texts: { ...content.texts, [language]: { ...briefIn(content, language), ...change } } };
}

/** `problem.nl`, `sector`, `criteria`, `cover`. */
export type Field = string;
type Value = string | string[] | Criterion[] | Attached[] | Attached | null;

const WHOLE = ['sector', 'ip_policy', 'audience', 'criteria', 'cover', 'files'] as const;

export function fields(content: Content): Map<Field, Value> {
  const said = new Map<Field, Value>(WHOLE.map((name) => [name, content[name]]));
  for (const [language, brief] of Object.entries(content.texts)) {
    for (const name of [...TEXTS, ...LISTS]) said.set(`${name}.${language}`, brief[name]);
  }
  return said;
}

/** Nothing said is as good as not there. */
const shape = (value: Value | undefined): string =>
  !value || ('length' in Object(value) && (value as string).length === 0) ? '' : JSON.stringify(value);

export function changedFields(before: Content, after: Content): Field[] {
  const [old, fresh] = [fields(before), fields(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((name) => shape(old.get(name)) !== shape(fresh.get(name)));
}

export const isSame = (one: Content, other: Content): boolean => changedFields(one, other).length === 0;

/** `into`, with this field as `from` has it. */
export function take(field: Field, from: Content, into: Content): Content {
  const [name = '', language] = field.split('.');
  if (language === undefined) return { ...into, [name]: from[name as (typeof WHOLE)[number]] };
  return withBrief(into, language, { [name]: briefIn(from, language)[name as TextName | ListName] });
}

export interface Merged {
  content: Content;
  /** What both changed, and differently: mine stays until somebody takes theirs. */
  clashes: Field[];
}

/** What I wrote upon `base` and what they saved meanwhile, together. */
export function merge(base: Content, mine: Content, theirs: Content): Merged {
  const own = new Set(changedFields(base, mine));
  const others = changedFields(base, theirs);
  const content = others.filter((field) => !own.has(field)).reduce((so, field) => take(field, theirs, so), mine);
  const differ = new Set(changedFields(mine, theirs));
  return { content, clashes: others.filter((field) => own.has(field) && differ.has(field)) };
}

function lineOf(one: string | Criterion | Attached): string {
  if (typeof one === 'string') return one;
  return Object.values('names' in one ? one.names : one.says).join(' / ') || '–';
}

/** A field as text to read: lists one line each. */
export function toRead(content: Content, field: Field): string {
  const value = fields(content).get(field) ?? '';
  if (typeof value === 'string') return value;
  return (Array.isArray(value) ? value : [value]).map(lineOf).join('\n');
}

/**
 * An article of the help centre: what its front matter says, which placeholders it may use, how words are folded for search.
 * Pure: the text is an argument. Read by service/help, rendered by http/help.
 */
import type { Language } from './language.ts';

export const HELP_LEVELS = ['beginner', 'some', 'expert'] as const;
export type HelpLevel = (typeof HELP_LEVELS)[number];
/** In the order of the front page. */
export const HELP_SECTIONS = ['trouble', 'settings', 'sending', 'domain', 'account'] as const;
export type HelpSection = (typeof HELP_SECTIONS)[number];

/** What of the reader's own may stand on top of an article, when he is signed in. */
export const HELP_OWN = ['limits', 'space', 'bills', 'countries'] as const;
export type HelpOwn = (typeof HELP_OWN)[number];

/** What an article may ask of the reader's own values: `{{imap.host}}`. */
export const PLACEHOLDERS = [
  'imap.host',
  'imap.port',
  'pop3.host',
  'pop3.port',
  'smtp.host',
  'smtp.port',
  'smtp.starttls.port',
  'login',
  'domain',
  'limit.hour',
  'limit.day',
  'limit.domain.hour',
  'limit.block.minutes',
  'limit.recipients',
  'limit.warn',
  'bulk.recipients',
  'quota',
  'message.max',
  'dunning.reminder',
  'dunning.last',
  'dunning.stop',
  'dunning.incoming',
  'dunning.delete',
  'mx.host',
  'spf.value',
  'dkim.selector',
  'dmarc.value',
  'journal.days',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type HelpValues = Readonly<Record<Placeholder, string>>;

export interface HelpArticle {
  readonly language: Language;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly level: HelpLevel;
  /** `2026-11-22`. */
  readonly updated: string;
  readonly section: HelpSection;
  readonly order: number;
  readonly related: readonly string[];
  /** Ids of causes that offer it; a Block of such a cause is shown on top of it. */
  readonly causes: readonly string[];
  /** Other words that people search with, and codes of error messages; in the article's language, shown nowhere. */
  readonly keywords: string;
  readonly own: readonly HelpOwn[];
  /** Markdown. */
  readonly body: string;
}

export type ParsedArticle =
  { readonly ok: true; readonly article: HelpArticle } | { readonly ok: false; readonly why: string };

const FRONT = /^---\n([\s\S]*?)\n---\n/;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const list = (text: string | undefined): readonly string[] => (text ?? '').split(/[\s,]+/).filter(Boolean);

const isOwn = (name: string): name is HelpOwn => (HELP_OWN as readonly string[]).includes(name);

/** Reads front matter (`name: value` lines) and body; says what is wrong with the first thing that is. */
export function parseArticle(text: string, language: Language): ParsedArticle {
  const front = FRONT.exec(text);
  if (front === null) return { ok: false, why: 'no front matter' };
  const fields = new Map<string, string>();
  for (const line of front[1].split('\n')) {
    const at = line.indexOf(':');
    if (at <= 0) return { ok: false, why: `front matter: ${line}` };
    fields.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const field = (name: string): string => fields.get(name) ?? '';
  const level = HELP_LEVELS.find((one) => one === field('level'));
  const section = HELP_SECTIONS.find((one) => one === field('section'));
  if (!SLUG.test(field('slug'))) return { ok: false, why: 'slug' };
  if (field('title') === '' || field('summary') === '') return { ok: false, why: 'title or summary' };
  if (level === undefined) return { ok: false, why: 'level' };
  if (section === undefined) return { ok: false, why: 'section' };
  if (!/^\d{4}-\d\d-\d\d$/.test(field('updated'))) return { ok: false, why: 'updated' };
  const own = list(fields.get('own'));
  if (!own.every(isOwn)) return { ok: false, why: 'own' };
  if (!/^\d{1,4}$/.test(field('order'))) return { ok: false, why: 'order' };
  return {
    ok: true,
    article: {
      language,
      slug: field('slug'),
      title: field('title'),
      summary: field('summary'),
      level,
      updated: field('updated'),
      section,
      order: Number(field('order')),
      related: list(fields.get('related')),
      causes: list(fields.get('causes')),
      keywords: field('keywords'),
      own,
      body: text.slice(front[0].length),
    },
  };
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const isPlaceholder = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name);

/** Names between double braces that no reader has a value for. */
export const unknownPlaceholders = (text: string): readonly string[] =>
  [...text.matchAll(PLACEHOLDER)].map((match) => match[1]).filter((name) => !isPlaceholder(name));

/** Puts the values in, each made safe by `escape`; what is unknown stays as it was written. */
export const fillPlaceholders = (text: string, values: HelpValues, escape: (value: string) => string): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => (isPlaceholder(name) ? escape(values[name]) : whole));

/** So that `o` finds `ø` and `ö`: lower case, letters without their marks. */
export const foldWord = (text: string): string =>
  text.toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '');

/** The words of a text as search knows them; `5.7.1` is one word. */
export const foldedWords = (text: string): readonly string[] =>
  foldWord(text).match(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])|[\p{L}\p{N}]+/gu) ?? [];

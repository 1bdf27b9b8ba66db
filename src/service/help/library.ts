/**
 * The articles of the help centre as they lie on disk (`help/<language>/*.md`), read once at the start. Called by http/help. A broken article stops the start: it is a fault of ours, not of the host's owner.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type HelpArticle, HELP_SECTIONS, type HelpSection, parseArticle } from '#src/model/help-article.ts';
import { type Language, LANGUAGES } from '#src/model/language.ts';
import { createSearch, type HelpSearch } from './search.ts';

export interface HelpLibrary {
  /** In reading order: by section, then by `order`. */
  articles(language: Language): readonly HelpArticle[];
  article(language: Language, slug: string): HelpArticle | null;
  search(language: Language, query: string): HelpSearch;
}

const placeOf = (section: HelpSection): number => HELP_SECTIONS.indexOf(section);

/** Reads everything. @throws Error that names the file whose front matter is wrong. */
export function readLibrary(folder: string): HelpLibrary {
  const shelves = new Map<Language, ReturnType<typeof shelf>>();
  for (const language of LANGUAGES) shelves.set(language, shelf(folder, language));
  return {
    articles: (language) => shelves.get(language)?.articles ?? [],
    article: (language, slug) => shelves.get(language)?.bySlug.get(slug) ?? null,
    search: (language, query) => shelves.get(language)?.search(query) ?? { hits: [], corrected: [] },
  };
}

function shelf(folder: string, language: Language) {
  const articles: HelpArticle[] = [];
  for (const file of readdirSync(join(folder, language))) {
    if (!file.endsWith('.md')) continue;
    const parsed = parseArticle(readFileSync(join(folder, language, file), 'utf8'), language);
    if (!parsed.ok) throw new Error(`help/${language}/${file}: ${parsed.why}`);
    if (`${parsed.article.slug}.md` !== file) throw new Error(`help/${language}/${file}: slug is not the file's name`);
    articles.push(parsed.article);
  }
  articles.sort((a, b) => placeOf(a.section) - placeOf(b.section) || a.order - b.order || (a.slug < b.slug ? -1 : 1));
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  return { articles, bySlug, search: createSearch(articles) };
}

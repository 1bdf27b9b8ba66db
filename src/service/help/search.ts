/**
 * Search over the articles of one language: every word of the question counts, words in titles more than words in the text,
 * rare words more than common ones; å, ä, ø and ö are found without their marks. In memory; made by library.ts.
 */
import { foldedWords, foldWord, type HelpArticle } from '#src/model/help-article.ts';

export interface HelpHit {
  readonly article: HelpArticle;
  readonly score: number;
  /** The sentence in which it was found; the summary when it was found in the title. */
  readonly excerpt: string;
}

const WEIGHTS = { title: 12, summary: 6, heading: 4, body: 1 } as const;
const MOST_WORDS = 12;
const MOST_HITS = 20;
/** A shorter beginning of a word finds too much. */
const LEAST_PREFIX = 3;
const LEAST_INSIDE = 5;

interface Indexed {
  readonly article: HelpArticle;
  /** Word → weight summed over where it stands. */
  readonly words: ReadonlyMap<string, number>;
  readonly sentences: readonly string[];
}

/** Markdown as plain sentences. */
export const plainText = (markdown: string): string =>
  markdown
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\{\{[^{}]*\}\}/g, '…')
    .replace(/^\s*(?:#+|[-*>]|\d+\.)\s+/gm, '')
    .replace(/[*`|]|-{3,}/g, ' ');

function indexed(article: HelpArticle): Indexed {
  const words = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of foldedWords(text)) words.set(word, (words.get(word) ?? 0) + weight);
  };
  add(article.title, WEIGHTS.title);
  add(article.summary, WEIGHTS.summary);
  for (const [, heading] of article.body.matchAll(/^#+\s+(.*)$/gm)) add(heading, WEIGHTS.heading);
  const text = plainText(article.body);
  add(text, WEIGHTS.body);
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).map((one) => one.replace(/\s+/g, ' ').trim());
  return { article, words, sentences: sentences.filter((one) => one.length > 20) };
}

/** How well a word of the question is met: whole, as a beginning, or inside a compound. */
function matchOf(asked: string, word: string): number {
  if (word === asked) return 1;
  if (asked.length >= LEAST_PREFIX && word.startsWith(asked)) return 0.6;
  // Typed in another form: `fakturaen` finds `faktura`.
  if (word.length >= LEAST_INSIDE && asked.startsWith(word) && asked.length - word.length <= 3) return 0.5;
  return asked.length >= LEAST_INSIDE && word.includes(asked) ? 0.3 : 0;
}

/** Makes the search of one language. */
export function createSearch(articles: readonly HelpArticle[]): (query: string) => readonly HelpHit[] {
  const all = articles.map(indexed);
  return (query) => {
    const asked = [...new Set(foldedWords(query.slice(0, 200)))].slice(0, MOST_WORDS);
    if (asked.length === 0) return [];
    const perWord = asked.map((word) => all.map((one) => weightIn(one, word)));
    const hits = all.flatMap(({ article, sentences }, at): HelpHit[] => {
      let score = 0;
      let met = 0;
      for (const weights of perWord) {
        const inHowMany = weights.filter((weight) => weight > 0).length;
        if (weights[at] === 0) continue;
        met += 1;
        score += Math.log1p(weights[at]) * Math.log1p(all.length / inHowMany);
      }
      if (met === 0) return [];
      return [{ article, score: score * (met / asked.length) ** 2, excerpt: excerptOf(sentences, asked, article) }];
    });
    return hits.toSorted((a, b) => b.score - a.score || a.article.order - b.article.order).slice(0, MOST_HITS);
  };
}

function weightIn({ words }: Indexed, asked: string): number {
  let weight = 0;
  for (const [word, here] of words) weight += here * matchOf(asked, word);
  return weight;
}

function excerptOf(sentences: readonly string[], asked: readonly string[], article: HelpArticle): string {
  const title = foldWord(article.title);
  if (asked.every((word) => title.includes(word))) return article.summary;
  let best = { sentence: article.summary, met: 0 };
  for (const sentence of sentences) {
    const folded = foldWord(sentence);
    const met = asked.filter((word) => folded.includes(word)).length;
    if (met > best.met) best = { sentence, met };
  }
  const { sentence } = best;
  return sentence.length > 220 ? `${sentence.slice(0, 219).replace(/\s\S*$/, '')} …` : sentence;
}

/**
 * Search over the articles of one language: every word of the question counts, words in titles more than words in the text,
 * rare words more than common ones; å, ä, ø and ö are found without their marks, other words for the same thing too, and
 * slips of the finger are forgiven. In memory; made by library.ts.
 */
import { foldedWords, foldWord, type HelpArticle } from '#src/model/help-article.ts';
import { nearestWords } from './misspelt.ts';
import { synonymsOf } from './synonyms.ts';

export interface HelpHit {
  readonly article: HelpArticle;
  readonly score: number;
  /** The sentence in which it was found; the summary when it was found in the title. */
  readonly excerpt: string;
}
export interface HelpSearch {
  readonly hits: readonly HelpHit[];
  /** Known words that were looked for in place of misspelt ones. */
  readonly corrected: readonly string[];
}

const WEIGHTS = { title: 12, keywords: 10, summary: 6, heading: 4, body: 1 } as const;
const MOST_WORDS = 12;
const MOST_HITS = 20;
/** A shorter beginning of a word finds too much. */
const LEAST_PREFIX = 3;
const LEAST_INSIDE = 5;
/** Another word for the same thing counts less than the word itself. */
const SYNONYM = 0.7;
const MISSPELT = 0.5;

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
  // A title that is one word is about that word.
  add(article.title, WEIGHTS.title * (1 + 2 / foldedWords(article.title).length));
  add(article.keywords, WEIGHTS.keywords);
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
export function createSearch(articles: readonly HelpArticle[]): (query: string) => HelpSearch {
  const all = articles.map(indexed);
  const vocabulary = new Set(all.flatMap(({ words }) => [...words.keys()]));
  const plain = (word: string): readonly number[] => all.map((one) => weightIn(one, word));
  return (query) => {
    const asked = [...new Set(foldedWords(query.slice(0, 200)))].slice(0, MOST_WORDS);
    const corrected: string[] = [];
    const sought: string[] = [...asked];
    const perWord = asked.map((word) => {
      let weights = plain(word);
      for (const other of synonymsOf(word)) weights = best(weights, plain(other), SYNONYM);
      if (weights.some((weight) => weight > 0)) return weights;
      for (const near of nearestWords(word, vocabulary)) {
        corrected.push(near);
        sought.push(near);
        weights = best(weights, plain(near), MISSPELT);
        for (const other of synonymsOf(near)) weights = best(weights, plain(other), MISSPELT * SYNONYM);
      }
      return weights;
    });
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
      return [{ article, score: score * (met / asked.length) ** 2, excerpt: excerptOf(sentences, sought, article) }];
    });
    const sorted = hits.toSorted((a, b) => b.score - a.score || a.article.order - b.article.order);
    return { hits: sorted.slice(0, MOST_HITS), corrected: [...new Set(corrected)].slice(0, 5) };
  };
}

const best = (a: readonly number[], b: readonly number[], worth: number): readonly number[] =>
  a.map((weight, at) => Math.max(weight, b[at] * worth));

function weightIn({ words }: Indexed, asked: string): number {
  let weight = 0;
  for (const [word, here] of words) weight += here * matchOf(asked, word);
  return weight;
}

function excerptOf(sentences: readonly string[], asked: readonly string[], article: HelpArticle): string {
  const title = foldWord(article.title);
  if (asked.every((word) => title.includes(word))) return article.summary;
  let found = { sentence: article.summary, met: 0 };
  for (const sentence of sentences) {
    const folded = foldWord(sentence);
    const met = asked.filter((word) => folded.includes(word)).length;
    if (met > found.met) found = { sentence, met };
  }
  const { sentence } = found;
  return sentence.length > 220 ? `${sentence.slice(0, 219).replace(/\s\S*$/, '')} …` : sentence;
}

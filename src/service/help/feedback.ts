/**
 * What readers answered to "was this helpful?": counts by article, language and day, and their own words, the newest first.
 * For the operator's console; changes nothing and knows nobody, since answers are kept without who gave them.
 */
import { sql } from 'kysely';
import type { Language } from '#src/model/language.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';

export interface FeedbackAsked {
  /** How far back, in days of UTC, today included. */
  readonly days: number;
  readonly language?: Language;
  readonly article?: string;
}
interface Count {
  readonly yes: number;
  readonly no: number;
}
export interface Feedback {
  /** Those with most who were not helped first. */
  readonly articles: readonly (Count & { readonly article: string; readonly language: string })[];
  /** `2026-11-22`, the oldest first; days without answers are not there. */
  readonly days: readonly (Count & { readonly day: string })[];
  readonly words: readonly {
    readonly article: string;
    readonly language: string;
    readonly helpful: boolean;
    readonly words: string;
    /** Epoch ms. */
    readonly at: number;
  }[];
  /** More words were written than are shown. */
  readonly isCut: boolean;
}

const DAY_MS = 86_400_000;
export const MOST_FEEDBACK_DAYS = 366;
const MOST_WORDS_SHOWN = 200;

/** Counts and words of the last days. */
export async function helpFeedback(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  { days, language, article }: FeedbackAsked,
): Promise<Feedback> {
  const today = Math.floor(clock.now() / DAY_MS);
  const from = (today - Math.min(Math.max(1, Math.trunc(days)), MOST_FEEDBACK_DAYS) + 1) * DAY_MS;
  let answers = db.sql.selectFrom('help_answers').where('at', '>=', from);
  if (language !== undefined) answers = answers.where('language', '=', language);
  if (article !== undefined) answers = answers.where('article', '=', article);
  const dayOf = sql<number>`at / ${sql.lit(DAY_MS)}`;
  const [counted, told] = await Promise.all([
    answers
      .select(({ fn }) => [
        'article',
        'language',
        dayOf.as('day'),
        fn.sum<number | string>('helpful').as('yes'),
        fn.countAll<number | string>().as('all'),
      ])
      .groupBy(['article', 'language', dayOf])
      .execute(),
    answers
      .select(['article', 'language', 'helpful', 'words', 'at'])
      .where('words', 'is not', null)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST_WORDS_SHOWN + 1)
      .execute(),
  ]);
  const rows = counted.map((one) => ({ ...one, yes: Number(one.yes), no: Number(one.all) - Number(one.yes) }));
  const articles = summed(rows, (one) => `${one.article} ${one.language}`).map(({ first, yes, no }) => ({
    article: first.article,
    language: first.language,
    yes,
    no,
  }));
  return {
    articles: articles.toSorted((a, b) => b.no - a.no || b.yes - a.yes || (a.article < b.article ? -1 : 1)),
    days: summed(rows, (one) => String(one.day))
      .map(({ first, yes, no }) => ({ day: dayText(Number(first.day)), yes, no }))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    words: told
      .slice(0, MOST_WORDS_SHOWN)
      .map((one) => ({ ...one, helpful: one.helpful === 1, words: one.words ?? '', at: Number(one.at) })),
    isCut: told.length > MOST_WORDS_SHOWN,
  };
}

const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function summed<T extends Count>(rows: readonly T[], keyOf: (row: T) => string): readonly (Count & { first: T })[] {
  const sums = new Map<string, Count & { first: T }>();
  for (const row of rows) {
    const known = sums.get(keyOf(row)) ?? { first: row, yes: 0, no: 0 };
    sums.set(keyOf(row), { ...known, yes: known.yes + row.yes, no: known.no + row.no });
  }
  return [...sums.values()];
}

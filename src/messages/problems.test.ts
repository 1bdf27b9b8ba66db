/** Every problem a use case can answer with has words in all three languages, and the words use its arguments. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { LANGUAGES } from '#src/model/language.ts';
import { texts } from './catalogue.ts';

const service = resolve(import.meta.dirname, '../service');
const store = resolve(import.meta.dirname, '../store');
const sources = [service, store].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);
const used = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/(?:refused|misuse|DatabaseProblem|MailRefused)\(\s*'([A-Za-z]+)'/g)].map((match) => match[1]),
  ),
);

type Words = (args: Record<string, string | number>) => string;
const wordsOf = (language: (typeof LANGUAGES)[number]): Record<string, Words> =>
  ({
    ...texts(language).problems,
    ...texts(language).centreProblems,
    ...texts(language).customerProblems,
    ...texts(language).webmailProblems,
    ...texts(language).host.problems,
  }) as unknown as Record<string, Words>;

test('every problem key of service and store has words in nb, sv and en', () => {
  assert.ok(used.size > 25, 'the search finds the keys');
  for (const language of LANGUAGES) {
    const words = wordsOf(language);
    assert.deepEqual([...used].filter((key) => !(key in words)).sort(), [], language);
  }
});

test('words show what they are given: no undefined, and the named thing is in the text', () => {
  const args = new Proxy<Record<string, string | number>>({}, { get: (_, name) => `{${String(name)}}` });
  for (const language of LANGUAGES) {
    const { problems, centreProblems, customerProblems, webmailProblems } = texts(language);
    const all = { ...problems, ...centreProblems, ...customerProblems, ...webmailProblems };
    for (const [key, words] of Object.entries(all)) {
      const text = (words as Words)(args);
      assert.doesNotMatch(text, /undefined|\[object/, `${language} ${key}`);
      const nb = wordsOf('nb')[key](args);
      const named = (of: string): string[] => [...new Set(of.match(/\{\w+\}/g) ?? [])].sort();
      assert.deepEqual(named(text), named(nb), `${language} ${key} names the same things as nb`);
    }
  }
});

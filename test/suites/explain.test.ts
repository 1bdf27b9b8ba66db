/**
 * The labelled corpus of error texts and bounces: how often the first cause that `explain` reads from a text alone is the
 * one that a person wrote beside it. `known.json` may be tuned on; `held-out.json` was written before and is only measured.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { readPasted } from '#src/diagnosis/texts/pasted.ts';

interface Labelled {
  /** Id of the catalogue, or `none`. */
  readonly cause: string;
  readonly text: string;
}
const read = (name: string): readonly Labelled[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'explain', name), 'utf8')) as Labelled[];
const named = (text: string): string => readPasted(text).candidates[0]?.cause ?? 'none';

interface Score {
  readonly f1: number;
  readonly right: number;
  readonly misses: readonly string[];
}
/** Mean of F1 over the classes that a person named; what is named wrongly costs both classes. */
function score(corpus: readonly Labelled[]): Score {
  const pairs = corpus.map(({ cause, text }) => ({ want: cause, got: named(text), text }));
  const classes = [...new Set(pairs.map(({ want }) => want))];
  const scores = classes.map((one) => {
    const hits = pairs.filter(({ want, got }) => want === one && got === one).length;
    const wanted = pairs.filter(({ want }) => want === one).length;
    const told = pairs.filter(({ got }) => got === one).length;
    return hits === 0 ? 0 : (2 * hits) / (wanted + told);
  });
  const misses = pairs
    .filter(({ want, got }) => want !== got)
    .map(({ want, got, text }) => `${want} → ${got}: ${text.slice(0, 90).replace(/\n/g, ' ')}`);
  return { f1: scores.reduce((sum, one) => sum + one, 0) / scores.length, right: pairs.length - misses.length, misses };
}

for (const [file, least] of [
  ['known.json', 0.95],
  ['held-out.json', 0.85],
  ['noisy', 0.9],
] as const)
  test(`macro-F1 of the first cause: ${file}`, (context) => {
    const corpus = file === 'noisy' ? noisy() : read(file);
    const { f1, right, misses } = score(corpus);
    context.diagnostic(`${file}: macro-F1 ${f1.toFixed(3)}, ${right} of ${corpus.length} right`);
    for (const miss of misses) context.diagnostic(`  ${miss}`);
    assert.ok(f1 >= least, `${f1} < ${least}\n${misses.join('\n')}`);
  });

/** Both halves as people paste them: quoted, broken over lines, with a letter around it, as HTML. */
function noisy(): readonly Labelled[] {
  const ways: readonly ((text: string) => string)[] = [
    (text) =>
      text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    (text) =>
      `Hei!\n\nNår jeg prøver i dag, får jeg dette på skjermen:\n\n${text}\n\nHva gjør jeg?\nHilsen Kari\nTlf 22 33 44 55`,
    (text) => text.replace(/(\S+ \S+ \S+ \S+) /g, '$1\n'),
    (text) => `<div>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>')}</div>`,
    (text) => text.toUpperCase(),
    (text) => `${text.replace(/["'“”«»‘’]/g, '')} ?`,
  ];
  return [...read('known.json'), ...read('held-out.json')].map(({ cause, text }, index) => ({
    cause,
    text: ways[index % ways.length](text),
  }));
}

test('the corpus is large, and no text stands in both halves', () => {
  const [known, held] = [read('known.json'), read('held-out.json')];
  assert.ok(known.length + held.length >= 250);
  assert.ok(held.length * 2 >= known.length);
  const texts = new Set(known.map(({ text }) => text));
  assert.deepEqual(
    held.filter(({ text }) => texts.has(text)),
    [],
  );
});

/** No reader sees the name of a probe: each has words in every language. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { BROKEN, HEALTHY } from '#src/diagnosis/planted-recordings.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { texts } from './catalogue.ts';

test('every probe of the recordings has words', () => {
  const probes = new Set(
    [...Object.values(BROKEN), ...Object.values(HEALTHY)].flatMap((one) => one.evidence.map(({ probe }) => probe)),
  );
  for (const language of LANGUAGES) {
    const { probes: words } = texts(language).diagnose;
    assert.deepEqual(
      [...probes].filter((probe) => words[probe] === undefined),
      [],
      language,
    );
  }
});

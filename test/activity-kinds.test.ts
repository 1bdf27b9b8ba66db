/** Every kind of audit entry that a customer may see has words in three languages; every kind written anywhere is listed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { ACTIVITY_GROUPS, ACTIVITY_KINDS, groupOf } from '#src/model/activity-kind.ts';
import { en } from '../web/src/lib/customer/words/kinds-en.ts';
import { nb } from '../web/src/lib/customer/words/kinds-nb.ts';
import { sv } from '../web/src/lib/customer/words/kinds-sv.ts';

const WORDS = { nb, sv, en };
const source = resolve(import.meta.dirname, '../src');
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(source, name), 'utf8'));
/** First arguments of `audit(…)`, and those that are handed through as `set(deps, address, 'mailbox.quota', …)`. */
const written = new Set(
  texts.flatMap((text) => [
    ...[...text.matchAll(/\baudit\(\s*'([a-z-]+\.[a-z-]+)'/g)].map(([, kind]) => kind),
    ...[...text.matchAll(/\b(?:set|save|write)\w*\([^;]{0,80}?'(mailbox\.[a-z-]+)'/g)].map(([, kind]) => kind),
  ]),
);

test('what is written to the audit log is listed with the group that it belongs to', () => {
  assert.ok(written.size > 40, `the search finds the kinds: ${written.size}`);
  assert.deepEqual([...written].filter((kind) => !(kind in ACTIVITY_KINDS)).toSorted(), []);
});

test('each kind that a customer may see, and each group, has words in nb, sv and en', () => {
  const seen = Object.keys(ACTIVITY_KINDS).filter((kind) => groupOf(kind) !== 'host');
  const signIns = [
    'ok',
    'unknown-user',
    'wrong-password',
    'wrong-kind',
    'not-encrypted',
    'bad-mechanism',
    'refused',
    'unavailable',
  ];
  const wanted = [...seen, ...signIns.map((outcome) => `sign-in.${outcome}`)].toSorted();
  for (const [language, words] of Object.entries(WORDS)) {
    assert.deepEqual(Object.keys(words.kinds).toSorted(), wanted, language);
    assert.deepEqual(Object.keys(words.groups).toSorted(), [...ACTIVITY_GROUPS].toSorted(), language);
    for (const [kind, text] of Object.entries(words.kinds)) assert.match(text, /^\p{Lu}.{3,}$/u, `${language} ${kind}`);
  }
});

/** Whom a customer's own words name, and whether they speak of automatic answers, in three languages; never of a bounce. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { NOTHING_ASKED, readAsked } from './asked.ts';

const OWN = 'kari@fjord.example';

test('senders are named in any sentence, once, in lower case, and never the address asked about', () => {
  const text =
    'Jeg (Kari@Fjord.example) får ikke e-post fra Eva.Berg@far.example, eva.berg@far.example eller <ola@dal.example>.';
  assert.deepEqual(readAsked(text, OWN).senders, ['eva.berg@far.example', 'ola@dal.example']);
  assert.deepEqual(readAsked(null, OWN), NOTHING_ASKED);
  assert.deepEqual(readAsked('  ', OWN), NOTHING_ASKED);
});

test('words about automatic answers are known in the three languages, and others are not', () => {
  for (const text of [
    'Autosvaret går ikke ut',
    'fraværsmeldingen min virker ikke',
    'Mitt semestersvar skickas inte',
    'frånvaromeddelandet syns inte',
    'My out-of-office does not go out',
    'the automatic reply never came',
  ])
    assert.equal(readAsked(text, OWN).isAboutAnswers, true, text);
  for (const text of ['Eva svarer ikke', 'Ingen svarar mig', 'Nobody answers'])
    assert.equal(readAsked(text, OWN).isAboutAnswers, false, text);
});

test('a bounce and a long letter ask about nobody', () => {
  const bounce = `Reporting-MTA: dns; mx.far.example\n\nFinal-Recipient: rfc822; eva@far.example\nAction: failed\nStatus: 5.1.1\n`;
  assert.deepEqual(readAsked(bounce, OWN), NOTHING_ASKED);
  assert.deepEqual(readAsked(`${'eva@far.example '.repeat(200)}`, OWN), NOTHING_ASKED);
});

test('law: any text gives at most five names, in time', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2000 }), (text) => readAsked(text, OWN).senders.length <= 5),
    { numRuns: 200 },
  );
  const evil = `${'a.'.repeat(900)}@`;
  const began = performance.now();
  readAsked(evil, OWN);
  assert.ok(performance.now() - began < 500);
});

/** Mass mail: what is bulk by its shape, each rule alone, and what counts as saying who sends. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type BulkFacts, identifies, isBulk, missingRules } from './bulk-mail.ts';
import { DEFAULT_PLAN_VALUES } from './plan.ts';

const plan = DEFAULT_PLAN_VALUES;
const good: BulkFacts = {
  from: 'Butikken <post@butikken.test>',
  listUnsubscribe: '<https://butikken.test/av?x=1>, <mailto:av@butikken.test>',
  listUnsubscribePost: 'List-Unsubscribe=One-Click',
  listId: undefined,
  precedence: undefined,
  fromDomains: ['butikken.test'],
  signedDomains: ['butikken.test'],
  hasIdentification: true,
  inHour: 500,
  inDay: 500,
  consentStated: true,
};
const plain = { ...good, listUnsubscribe: undefined, inHour: 1, inDay: 1 };
const missing = (more: Partial<BulkFacts>): readonly string[] => missingRules({ ...good, ...more }, plan);

test('bulk by list fields, by precedence, by number; an ordinary letter is not', () => {
  assert.equal(isBulk(plain, plan), false);
  assert.equal(isBulk({ ...plain, inHour: 49 }, plan), false);
  assert.equal(isBulk({ ...plain, inHour: 50 }, plan), true);
  assert.equal(isBulk({ ...plain, listId: '<nytt.butikken.test>' }, plan), true);
  assert.equal(isBulk({ ...plain, precedence: ' Bulk ' }, plan), true);
  assert.equal(isBulk({ ...plain, precedence: 'first-class' }, plan), false);
});

test('each rule is missed alone', () => {
  assert.deepEqual(missing({}), []);
  assert.deepEqual(missing({ consentStated: false }), ['consent']);
  assert.deepEqual(missing({ hasIdentification: false }), ['sender-identification']);
  assert.deepEqual(missing({ listUnsubscribe: '<mailto:av@butikken.test>' }), ['one-click']);
  assert.deepEqual(missing({ listUnsubscribe: undefined }), ['list-unsubscribe', 'one-click']);
  assert.deepEqual(missing({ listUnsubscribePost: undefined }), ['one-click']);
  assert.deepEqual(missing({ listUnsubscribe: '<http://butikken.test/av>' }), ['one-click']);
  assert.deepEqual(missing({ signedDomains: ['annen.test'] }), ['dmarc-alignment']);
  assert.deepEqual(missing({ signedDomains: [] }), ['dmarc-alignment', 'dkim-covers-unsubscribe']);
  assert.deepEqual(missing({ fromDomains: ['nytt.butikken.test'] }), []);
  assert.deepEqual(missing({ fromDomains: ['egenbutikken.test'] }), ['dmarc-alignment']);
  assert.deepEqual(missingRules({ ...good, inDay: 501 }, { ...plan, 'bulk.day.max': 500 }), ['volume']);
});

test('who sends: telephone, company number, postal address; a greeting is none', () => {
  for (const text of [
    'Tlf. 22 33 44 55',
    'Org.nr. 999 888 777',
    'Storgata 1, 0155 Oslo',
    '+46 8 123 456',
    '111 22 Stockholm',
  ])
    assert.equal(identifies(`Hei\n${text}`), true, text);
  for (const text of ['', 'Vi sees i morgen.', 'Møte kl. 14', 'Rom 12']) assert.equal(identifies(text), false, text);
});

test('any header values give an answer', () => {
  const value = fc.option(fc.string(), { nil: undefined });
  fc.assert(
    fc.property(value, value, value, fc.array(fc.string()), fc.string(), (list, post, id, domains, text) => {
      const facts = { ...good, listUnsubscribe: list, listUnsubscribePost: post, listId: id, fromDomains: domains };
      assert.ok(missingRules(facts, plan).length <= 7);
      assert.equal(typeof isBulk(facts, plan), 'boolean');
      assert.equal(typeof identifies(text), 'boolean');
    }),
  );
});

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

test('words about what was sent and is not found are known in the three languages; not being able to send is another trouble', () => {
  for (const text of [
    'Jeg finner ikke det jeg har sendt',
    'Sendte meldinger er borte',
    'E-posten vi sendte i går er ikke i Sendt',
    'Mappen «Sendt» er tom',
    'Hvor blir det av sendt e-post?',
    'Jag hittar inte det jag skickat',
    'Skickade mejl syns inte på telefonen',
    'Mappen Skickat är tom',
    'I cannot find what I sent',
    'My sent folder is empty',
    'sent mail does not show on my phone',
    'The message was sent successfully, but could not be copied to your Sent folder',
  ])
    assert.equal(readAsked(text, OWN).isAboutSent, true, text);
  for (const text of [
    'Jeg får ikke sendt e-post til Eva',
    'Ingenting blir sendt',
    'E-posten jeg har sendt til Eva kommer ikke fram',
    'Det jag skickade kom aldrig fram',
    'Eva never got the mail I sent',
    'Mail I sent was not received',
    'Jag kan inte skicka till Eva',
    'Meddelandet skickades inte',
    'I cannot send mail',
    'Eva says that she sent me a letter',
    'Eva har sendt meg et brev',
    'Fraværsmeldingen virker ikke',
  ])
    assert.equal(readAsked(text, OWN).isAboutSent, false, text);
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

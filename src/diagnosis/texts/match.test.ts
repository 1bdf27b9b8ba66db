/** The library of error texts: its data are sound, matching tolerates what pasting does, and nothing hostile slows it. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { WAITING } from '../../../lab/waiting-causes.ts';
import { texts } from '#src/messages/catalogue.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { PRESENT_CAUSES } from '../present.ts';
import { PATTERNS } from './library.ts';
import { matchText } from './match.ts';
import { comparable, compare } from './normal.ts';
import { ownMarks } from './own-marks.ts';
import { readPasted } from './pasted.ts';
import { weighText } from './verdict.ts';

test('every pattern has an id of its own, fragments, and causes of the catalogue', () => {
  const known = new Set<string>([...PRESENT_CAUSES, ...Object.keys(WAITING)]);
  assert.equal(new Set(PATTERNS.map(({ id }) => id)).size, PATTERNS.length);
  for (const { id, fragments, causes } of PATTERNS) {
    assert.ok(fragments.length > 0 && causes.length > 0, id);
    for (const fragment of fragments) assert.ok(comparable(fragment).length >= 3, `${id}: "${fragment}"`);
    for (const cause of causes) assert.ok(known.has(cause), `${id}: ${cause}`);
  }
});

test('every fragment finds itself', () => {
  for (const { id, fragments, with: also, kind } of PATTERNS)
    for (const fragment of fragments) {
      const text = `${kind === undefined ? '' : `${kind}50 `}${fragment.replaceAll('*', 'x')} ${also?.[0]?.replaceAll('*', 'x') ?? ''}`;
      assert.ok(
        matchText(text).some(({ pattern }) => pattern === id),
        `${id}: ${text}`,
      );
    }
});

test('line breaks, quotes of all kinds, case and accents do not count', () => {
  for (const text of [
    'Kan ikke hente e-post\r\nBrukernavnet eller passordet\nfor «imap.fjord.example» er feil',
    'KAN IKKE HENTE E-POST BRUKERNAVNET ELLER PASSORDET FOR "X" ER FEIL',
    '> Kan ikke hente e-post\n> Brukernavnet eller passordet for ‘x’ er feil',
    '<p>Kan ikke hente e-post</p><p>Brukernavnet eller passordet for &laquo;x&raquo; er feil</p>',
  ])
    assert.equal(weighText(text).candidates[0]?.cause, 'acc-wrong-password', text);
  assert.equal(weighText('adressaten finns inte? mottagaren finns inte').candidates[0]?.cause, 'snd-recipient-unknown');
});

test('numbers stand alone: 5.1.10 is not 5.1.1, an order number is no reply', () => {
  assert.ok(!matchText('see 5.1.12 and 15.1.1').some(({ pattern }) => pattern === 'server.unknown'));
  assert.deepEqual(weighText('Order 550123, total 4,522.00').candidates, []);
  assert.deepEqual(weighText('call 551 23 456').candidates, []);
});

test('free text beats the number, and a number alone is only possible', () => {
  assert.equal(weighText('550 5.7.1 mailbox full').candidates[0]?.cause, 'snd-recipient-full');
  const [bare] = weighText('550 5.7.1').candidates;
  assert.equal(bare?.certainty, 'possible');
});

test('the letter that came back is not read as an answer', () => {
  const pasted = readPasted(
    'Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 full\n\n' +
      'Content-Type: message/rfc822\n\nFrom: kari@fjord.example\n\nThis was blocked using zen.spamhaus.org',
  );
  assert.equal(pasted.candidates[0]?.cause, 'snd-recipient-full');
  assert.equal(pasted.bounce?.originalFrom, 'kari@fjord.example');
});

test('the way back from the comparable text leads to the words as written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const { text: folded, places } = compare(text);
      assert.equal(folded.length, places.length);
      assert.ok(places.every((place, index) => place < text.length && place >= (places[index - 1] ?? 0)));
    }),
  );
  assert.equal(weighText('Sier: «Mottakeren finnes ikke»').candidates[0]?.quote, 'Mottakeren finnes ikke');
});

test('marks of ours: short links, message ids', () => {
  const { codes, messages } = ownMarks('Mer: https://post.example/b/\nabcd2345 og <a.b@fjord.example>');
  assert.deepEqual(codes, ['abcd2345']);
  assert.deepEqual(messages, ['<a.b@fjord.example>']);
});

test('our own refusals are known by heart in all languages', () => {
  const samples = {
    address: 'kari@fjord.example',
    login: 'kari@fjord.example',
    from: 'x@y.example',
    port: 993,
    maxMegabytes: 25,
    startTlsPort: 587,
    here: 'IMAP',
    spoken: 'POP3',
    mechanism: 'NTLM',
    max: 100,
    maxBytes: 998,
    protocol: 'IMAP',
    country: 'ES',
  };
  const known = PATTERNS.filter(({ program }) => program === 'postvakt').map(({ id }) => id.replace('postvakt.', ''));
  for (const language of LANGUAGES)
    for (const [name, words] of Object.entries(texts(language).refusals)) {
      if (!known.includes(name)) continue;
      const line = (words as (a: typeof samples) => string)(samples);
      assert.ok(
        matchText(`554 5.7.1 ${line}`).some(({ pattern }) => pattern === `postvakt.${name}`),
        `${language} ${name}: ${line}`,
      );
    }
});

test('any text: never throws, bounded, and quickly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('550 ', '5.1.1 ', 'password ', 'a', '>', '\n', '<br>', 'x@y.no '), { maxLength: 400 }),
      (parts) => {
        const { candidates } = readPasted(parts.join(''));
        assert.ok(candidates.length <= 6);
      },
    ),
  );
  for (const piece of ['connection to server ', 'kan ikke hente e-post ', '550-5.1.1 x\n', '* ', 'user ']) {
    const started = performance.now();
    readPasted(piece.repeat(Math.ceil(262_144 / piece.length)));
    assert.ok(performance.now() - started < 3000, piece);
  }
});

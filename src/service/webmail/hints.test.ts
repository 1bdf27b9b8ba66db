/** Hints on letters that are what they say and on letters that are not: how many of each are pointed at. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DifferingLink } from '#src/protocol/safe-html/sanitise.ts';
import { type Hint, hintsOf, type Known, type Weighed } from './hints.ts';

type Verdict = 'proven' | 'failed' | 'unproven';
interface Letter {
  readonly from: string;
  readonly name?: string;
  readonly verdict?: Verdict;
  readonly replyTo?: string;
  readonly list?: boolean;
  readonly unsubscribe?: boolean;
  readonly links?: readonly DifferingLink[];
  readonly known?: Partial<Known>;
  /** Our own host wrote it. */
  readonly ours?: boolean;
}
const KNOWN: Known = {
  own: ['kari@fjord-regnskap.no', 'post@fjord-regnskap.no'],
  domains: ['nordvik-bygg.no', 'gmail.com', 'solberg-advokat.no', 'ikea.com'],
  isContact: false,
  isWrittenTo: false,
  inJunk: false,
  isOwnWork: false,
};
const person = (address: string, name = '') => ({ name, address });
function weighed(letter: Letter): Weighed {
  const {
    from,
    name = '',
    verdict = 'proven',
    replyTo,
    list = false,
    unsubscribe = list,
    links = [],
    known = {},
    ours = false,
  } = letter;
  return {
    header: {
      from: [person(from, name)],
      replyTo: replyTo === undefined ? [] : [person(replyTo)],
      isList: list,
      spamFlag: false,
      unsubscribe: unsubscribe ? { kind: 'web', target: 'https://x.example/' } : null,
      proof: {
        verdict,
        domain: from.slice(from.indexOf('@') + 1),
        spf: 'none',
        dkim: 'none',
        dmarc: 'none',
        ours,
        isVouched: verdict === 'proven',
      },
    },
    links,
    known: { ...KNOWN, ...known },
    hostname: 'mx.vert.no',
  };
}
const kinds = (letter: Letter): readonly Hint['kind'][] => hintsOf(weighed(letter)).map(({ kind }) => kind);
const warnings = (letter: Letter): readonly Hint['kind'][] =>
  kinds(letter).filter((kind) => kind !== 'first-contact' && kind !== 'in-junk');
const tracking: DifferingLink = { shown: 'www.ikea.com', leads: 'click.mailer.example' };
const contact = { known: { isContact: true } };

const HONEST: readonly Letter[] = [
  { from: 'ola@nordvik-bygg.no', name: 'Ola Nordvik', ...contact },
  { from: 'ola@nordvik-bygg.no', name: 'Ola Nordvik', verdict: 'unproven', ...contact },
  { from: 'ny.kunde@berg-elektro.no', name: 'Ny Kunde' },
  { from: 'ny.kunde@berg-elektro.no', name: 'Ny Kunde', verdict: 'unproven' },
  { from: 'per.hansen@gmail.com', name: 'Per Hansen' },
  { from: 'per.hansen@gmail.com', name: 'Per Hansen', verdict: 'unproven', ...contact },
  { from: 'nyhetsbrev@ikea.com', name: 'IKEA', list: true, links: [tracking], replyTo: 'svar@mailer.example' },
  { from: 'no-reply@news.komplett.no', name: 'Komplett', unsubscribe: true, replyTo: 'kundeservice@komplett.no' },
  {
    from: 'noreply@mail.finn.no',
    name: 'FINN.no',
    unsubscribe: true,
    links: [{ shown: 'finn.no', leads: 'track.example' }],
  },
  { from: 'faktura@telenor.no', name: 'Telenor' },
  { from: 'faktura@sendregning.no', name: 'Nordvik Bygg AS', replyTo: 'ola@nordvik-bygg.no' },
  { from: 'noreply@visma.net', name: 'Solberg Advokat', replyTo: 'post@solberg-advokat.no' },
  { from: 'kundeservice@dnb.no', name: 'DNB' },
  { from: 'no-reply@nordea.se', name: 'Nordea' },
  { from: 'post@posten.no', name: 'Posten' },
  { from: 'notifications@github.com', name: 'kari/prosjekt', list: true, replyTo: 'reply+abc@reply.github.com' },
  {
    from: 'liste@lister.forening.no',
    name: 'Ola via Styret',
    list: true,
    verdict: 'failed',
    replyTo: 'ola@nordvik-bygg.no',
  },
  { from: 'ola@nordvik-bygg.no', name: 'ola@nordvik-bygg.no', list: true, verdict: 'failed' },
  { from: 'styret@forening.no', name: 'ola@nordvik-bygg.no via Styret', list: true },
  { from: 'skole@baerum.kommune.no', name: 'Skolen' },
  { from: 'ikke-svar@oslo.kommune.no', name: 'Oslo kommune' },
  { from: 'noreply@altinn.no', name: 'Altinn' },
  { from: 'calendar-notification@google.com', name: 'Google Kalender' },
  { from: 'ola@nordvik-bygg.no', name: 'Ola Nordvik', replyTo: 'ola@nordvik.no', ...contact },
  { from: 'kollega@fjord-regnskap.no', name: 'Kollega' },
  { from: 'kollega@fjord-regnskap.no', name: 'Kollega', verdict: 'unproven' },
  { from: 'kari@fjord-regnskap.no', name: 'Kari' },
  { from: 'kopimaskin@fjord-regnskap.no', name: 'Scanner', verdict: 'unproven' },
  { from: 'support@stripe.com', name: 'Stripe' },
  { from: 'bestilling@coop.no', name: 'Coop' },
  { from: 'hei@vipps.no', name: 'Vipps' },
  { from: 'noreply@klarna.se', name: 'Klarna' },
  { from: 'jobb@seb.lt', name: 'SEB' },
  { from: 'info@nav.se', name: 'NAV' },
  { from: 'info@dnf.no', name: 'DNF' },
  { from: 'post@norden.no', name: 'Norden' },
  { from: 'post@fjordkraft.no', name: 'Fjordkraft' },
  { from: 'ok@nordvik.no', name: 'Nordvik' },
  { from: 'hei@apply.com', name: 'Apply' },
  { from: 'team@posten-avis.no', name: 'Posten avis' },
  { from: 'tips@swedenbank.org', name: 'Swedenbank' },
  { from: 'support@fjord-regnskap.zendesk.com', name: 'Støtte', replyTo: 'support@fjord-regnskap.no' },
  {
    from: 'ordre@nettbutikk.no',
    name: 'Nettbutikk',
    links: [{ shown: 'www.nettbutikk.no', leads: 'www.nettbutikk.com' }],
    unsubscribe: true,
  },
];
/** What we send ourselves, and honest letters with names like ours. */
const OURS: readonly Letter[] = [
  { from: 'notices@mx.vert.no', name: 'E-posttjenesten', ours: true },
  { from: 'mailer-daemon@mx.vert.no', name: 'Postmester', ours: true },
  { from: 'notices@mx.vert.no', name: 'E-posttjenesten', known: { isContact: true } },
  { from: 'support@vert.no', name: 'Vert support' },
  { from: 'support@vert.no', name: 'Vert support', verdict: 'unproven' },
  { from: 'post@e-posttjenesten.no', name: 'E-posttjenesten AS', verdict: 'unproven' },
];
const FALSE: readonly (readonly [string, Letter, Hint['kind']])[] = [
  ['authentication failed', { from: 'konto@dnb.no', name: 'DNB', verdict: 'failed' }, 'authentication-failed'],
  [
    'a known person, not proven',
    { from: 'ola@nordvik-bygg.no', verdict: 'failed', ...contact },
    'authentication-failed',
  ],
  ['own address', { from: 'kari@fjord-regnskap.no', verdict: 'failed' }, 'own-address'],
  ['in our name', { from: 'notices@mx.vert.no', name: 'E-posttjenesten', verdict: 'unproven' }, 'not-from-us'],
  ['in our name, not proven', { from: 'support@MX.vert.no', verdict: 'failed' }, 'not-from-us'],
  ['called as we are', { from: 'x@evil.example', name: 'E-posttjenesten', verdict: 'unproven' }, 'not-from-us'],
  ['own alias', { from: 'post@fjord-regnskap.no', verdict: 'unproven' }, 'own-address'],
  ['own address in capitals', { from: 'KARI@fjord-regnskap.no', verdict: 'unproven' }, 'own-address'],
  ['address as name', { from: 'x@evil.example', name: 'kundeservice@dnb.no' }, 'sender-differs'],
  ['address inside a name', { from: 'x@evil.example', name: 'DNB <post@dnb.no>' }, 'sender-differs'],
  ['own domain as name', { from: 'x@evil.example', name: 'fjord-regnskap.no IT-støtte' }, 'sender-differs'],
  ['own name, one letter', { from: 'kari@fjord-regnksap.no' }, 'looks-like'],
  ['own name, digit for letter', { from: 'kari@fj0rd-regnskap.no' }, 'looks-like'],
  ['own name, other top', { from: 'kari@fjord-regnskap.co' }, 'looks-like'],
  ['own name without its dash', { from: 'kari@fjordregnskap.no' }, 'looks-like'],
  ['own name with a word', { from: 'it@fjord-regnskap-support.com' }, 'looks-like'],
  ['own name, Cyrillic', { from: 'kari@xn--fjrd-regnskap-j7k.no' }, 'looks-like'],
  ['a partner, m as rn', { from: 'faktura@nordvik-bygq.no' }, 'looks-like'],
  ['bank, letters swapped', { from: 'post@nodrea.no' }, 'looks-like'],
  ['bank, l as I', { from: 'service@paypa1.com' }, 'looks-like'],
  ['firm, rn for m', { from: 'team@rnicrosoft.com' }, 'looks-like'],
  ['bank with a word', { from: 'post@dnb-sikkerhet.com' }, 'looks-like'],
  ['answers are caught', { from: 'sjef@nordvik-bygg.com', replyTo: 'sjef.nordvik@gmail.com' }, 'reply-elsewhere'],
  [
    'answers elsewhere, not proven',
    { from: 'ola@berg.no', verdict: 'unproven', replyTo: 'x@evil.example' },
    'reply-elsewhere',
  ],
  ['link', { from: 'x@evil.example', links: [{ shown: 'dnb.no', leads: 'evil.example' }] }, 'link-differs'],
  [
    'link in mass mail that is not proven',
    { from: 'x@evil.example', list: true, verdict: 'unproven', links: [{ shown: 'dnb.no', leads: 'evil.example' }] },
    'link-differs',
  ],
];

test('letters that are what they say are left alone', () => {
  const alarmed = [...HONEST, ...OURS]
    .filter((letter) => warnings(letter).length > 0)
    .map((letter) => [letter.from, ...kinds(letter)]);
  assert.deepEqual(alarmed, [], `${alarmed.length} of ${HONEST.length}`);
});

test('letters that are not are pointed at, with the right words', () => {
  const missed = FALSE.filter(([, letter, kind]) => !kinds(letter).includes(kind)).map(([what, letter]) => [
    what,
    ...kinds(letter),
  ]);
  assert.deepEqual(missed, [], `${missed.length} of ${FALSE.length}`);
});

test('a first letter is said to be one, and nothing more; own work has no hints', () => {
  assert.deepEqual(kinds({ from: 'ny@berg-elektro.no' }), ['first-contact']);
  assert.deepEqual(kinds({ from: 'ny@berg-elektro.no', known: { isWrittenTo: true } }), [], 'written to before');
  assert.deepEqual(kinds({ from: 'notices@mx.vert.no', ours: true }), [], 'we are no strangers');
  assert.deepEqual(kinds({ from: 'kari@fjord-regnskap.no', verdict: 'unproven', known: { isOwnWork: true } }), []);
  assert.deepEqual(kinds({ from: 'x@evil.example', known: { inJunk: true, isContact: true } }), ['in-junk']);
});

test('a link that a letter repeats is pointed at once, and leaves room for another', () => {
  const one = { shown: 'dnb.no', leads: 'evil.example' };
  const links = [one, { ...one }, { ...one }, { shown: 'vipps.no', leads: 'evil.example' }];
  const told = kinds({ from: 'x@evil.example', links }).filter((kind) => kind === 'link-differs');
  assert.equal(told.length, 2);
});

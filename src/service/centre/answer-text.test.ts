/** Answers by mail without what they quote. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerText } from './answer-text.ts';

const cases: readonly (readonly [name: string, whole: string, kept: string])[] = [
  ['nothing quoted', 'Takk, nå virker det.\r\n\r\nKari', 'Takk, nå virker det.\n\nKari'],
  ['quote below', 'Takk!\n\nDen søn. 22. nov. 2026 kl. 10:00 skrev Support <a@b.c>:\n> Prøv nå\n> igjen', 'Takk!'],
  ['english', 'Works.\n\nOn Sun, 22 Nov 2026 at 10:00, Support <a@b.c> wrote:\n\n> Try', 'Works.'],
  ['swedish', 'Tack\n\nDen sön 22 nov. 2026 kl 10:00 Support <a@b.c> skrev:\n> Prova', 'Tack'],
  ['old Outlook', 'Hei\n\nFra: Support\nSendt: søndag\nTil: Kari\n\nProv igjen', 'Hei'],
  [
    'a sentence that begins with Fra:',
    'Fra: i går virker det ikke\nHilsen Kari',
    'Fra: i går virker det ikke\nHilsen Kari',
  ],
  [
    'answers between the lines stay',
    '> Virker det?\nJa\n> Og på telefon?\nNei',
    '> Virker det?\nJa\n> Og på telefon?\nNei',
  ],
  ['only a quote', '> Prøv igjen', '> Prøv igjen'],
];
for (const [name, whole, kept] of cases) test(name, () => assert.equal(answerText(whole), kept));

test('a hostile text takes no time', () => {
  const begin = performance.now();
  answerText('den '.repeat(200_000));
  answerText('>'.repeat(500_000));
  assert.ok(performance.now() - begin < 2000);
});

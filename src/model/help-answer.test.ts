import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptWords, MOST_ANSWER_WORDS } from './help-answer.ts';

test('what says who somebody is, is not kept; what helps us is', () => {
  for (const [typed, kept] of [
    ['Fant ikke porten, skriv til kari@fjord.example', 'Fant ikke porten, skriv til …'],
    ['Ring 912 34 567 eller +47 22 33 44 55', 'Ring … eller …'],
    ['Passordet er hest123 og virker ikke', 'Passordet er … og virker ikke'],
    ['Mitt lösenord: blå4häst', 'Mitt lösenord: …'],
    ['fra 203.0.113.9 og 2001:db8:0:1::7', 'fra … og …'],
    ['se https://host.example/b/abcd1234?t=1 da', 'se … da'],
    ['kort 4111 1111 1111 1111', 'kort …'],
    ['550 5.7.1 på port 465 kl. 14:03', '550 5.7.1 på port 465 kl. 14:03'],
    ['0x800CCC0E i Outlook 2019', '0x800CCC0E i Outlook 2019'],
  ])
    assert.equal(keptWords(typed), kept);
});

test('nothing is nothing, and a flood is cut', () => {
  assert.equal(keptWords(' \u0000 '), null);
  assert.equal(keptWords('å '.repeat(5000))?.length, MOST_ANSWER_WORDS);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { MOST_REPLIES_A_DAY, type ReplyFacts, replySubject, silenceFor, vacationState } from './auto-reply.ts';
import type { Vacation } from './mail-rules.ts';

const own = new Set(['kari@fjord.example', 'post@fjord.example']);
const letter: ReplyFacts = {
  envelopeFrom: 'ola@dal.example',
  addressees: ['post@fjord.example'],
  autoSubmitted: null,
  precedence: null,
  isList: false,
  asksSilence: false,
};
const DAY = 86_400_000;
const ask = (more: Partial<ReplyFacts>, memory = { answeredAt: null as number | null, today: 0 }) =>
  silenceFor({ ...letter, ...more }, own, memory, 7, 100 * DAY);

test('a person who wrote to me is answered, once in so many days', () => {
  assert.equal(ask({}), null);
  assert.equal(ask({}, { answeredAt: 94 * DAY, today: 1 }), 'answered-before');
  assert.equal(ask({}, { answeredAt: 93 * DAY, today: 1 }), null);
  assert.equal(ask({}, { answeredAt: null, today: MOST_REPLIES_A_DAY }), 'too-many');
});

test('robots, lists, bounces, myself and mail that does not name me are not', () => {
  assert.equal(ask({ envelopeFrom: '' }), 'no-sender');
  assert.equal(ask({ envelopeFrom: 'kari@fjord.example' }), 'own-address');
  assert.equal(ask({ autoSubmitted: 'auto-replied' }), 'robot');
  assert.equal(ask({ autoSubmitted: 'no' }), null);
  assert.equal(ask({ asksSilence: true }), 'robot');
  for (const name of ['mailer-daemon', 'no-reply', 'noreply', 'liste-request', 'owner-liste', 'bounce+7', 'bounces'])
    assert.equal(ask({ envelopeFrom: `${name}@dal.example` }), 'robot', name);
  assert.equal(ask({ isList: true }), 'list');
  assert.equal(ask({ precedence: 'bulk' }), 'list');
  assert.equal(ask({ addressees: ['andre@dal.example'] }), 'not-addressed');
});

test('a vacation has its days', () => {
  const away: Vacation = { enabled: true, fromAt: 10, untilAt: 20, subject: null, text: 'Borte', everyDays: 7 };
  const at = (now: number, more: Partial<Vacation> = {}) => vacationState({ ...away, ...more }, now);
  assert.deepEqual([at(9), at(10), at(19), at(20)], ['not-yet', 'on', 'on', 'over']);
  assert.equal(at(15, { enabled: false }), 'off');
  assert.equal(vacationState(null, 15), 'off');
  assert.equal(at(99, { untilAt: null }), 'on');
});

test('the subject is one line and does not pile up', () => {
  assert.equal(replySubject(null, 'SV: Møte'), 'Auto: Møte');
  assert.equal(replySubject('Borte\r\nBcc: x@y', 'Møte'), 'Borte Bcc: x@y');
});

/** Who may be asked when, and what of a record waits. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { placementOf, type RuleFacts } from './placement.ts';
import {
  answered,
  BETWEEN_LETTERS_MS,
  type ForwardConsent,
  MOST_LETTERS,
  noLetter,
  withoutWaiting,
} from './forward-consent.ts';
import { type MailRule, NO_RULES } from './mail-rules.ts';

const NOW = 1_800_000_000_000;
const consent = (more: Partial<ForwardConsent> = {}): ForwardConsent => ({
  id: 'a',
  mailbox: 'm',
  target: 'ola@far.example',
  state: 'waiting',
  madeAt: NOW,
  madeBy: 'kari@fjord.example',
  letters: 0,
  sentAt: null,
  untilAt: null,
  decidedAt: null,
  answer: null,
  toldAt: null,
  ...more,
});
const counts = (more = {}) => ({ toTarget: 0, ofMailbox: 0, isNever: false, ...more });

test('a letter goes out once, later again, and not where a limit or an answer stands against it', () => {
  assert.equal(noLetter(consent(), counts(), NOW), null);
  assert.equal(noLetter(consent({ state: 'refused' }), counts(), NOW), 'decided');
  assert.equal(noLetter(consent(), counts({ isNever: true }), NOW), 'never');
  const sent = consent({ letters: 1, sentAt: NOW });
  assert.equal(noLetter(sent, counts(), NOW + BETWEEN_LETTERS_MS - 1), 'soon');
  assert.equal(noLetter(sent, counts(), NOW + BETWEEN_LETTERS_MS), null);
  assert.equal(noLetter(consent({ letters: MOST_LETTERS.ofPair }), counts(), NOW), 'often');
  assert.equal(noLetter(consent(), counts({ toTarget: MOST_LETTERS.toTargetADay }), NOW), 'target-full');
  assert.equal(noLetter(consent(), counts({ ofMailbox: MOST_LETTERS.ofMailboxADay }), NOW), 'mailbox-full');
});

test('the script leaves out what waits, and throws nothing of it away', () => {
  const rule = (actions: MailRule['actions'], stop = false): MailRule => ({
    id: 'r',
    name: 'r',
    enabled: true,
    match: 'all',
    conditions: [],
    actions,
    stop,
    madeAt: 0,
    madeBy: 'kari',
    madeFrom: null,
  });
  const on = { kind: 'forward', to: 'ola@far.example', keep: false } as const;
  const rules = {
    ...NO_RULES,
    rules: [rule([on, { kind: 'discard' }]), rule([on], true), rule([{ kind: 'discard' }])],
    forwarding: { targets: ['ola@far.example', 'eva@far.example'], keepCopy: false, madeAt: 0, madeFrom: null },
  };
  const left = withoutWaiting(rules, new Set(['ola@far.example']));
  assert.deepEqual(
    left.rules.map(({ actions, enabled }) => [actions.map(({ kind }) => kind), enabled]),
    [
      [[], false],
      [[], true],
      [['discard'], true],
    ],
  );
  assert.deepEqual([left.forwarding?.targets, left.forwarding?.keepCopy], [['eva@far.example'], true]);
  assert.equal(withoutWaiting(rules, new Set()), rules);
});

test('what waits for one address stays here, also when another gets it and no copy was wanted', () => {
  const rules = {
    ...NO_RULES,
    forwarding: { targets: ['ola@far.example', 'eva@far.example'], keepCopy: false, madeAt: 0, madeFrom: null },
  };
  const facts: RuleFacts = {
    envelopeFrom: 'x@far.example',
    from: 'x@far.example',
    fromAddresses: ['x@far.example'],
    to: 'kari@fjord.example',
    toAddresses: ['kari@fjord.example'],
    subject: 'Hei',
    listId: '',
    sizeBytes: 10,
    isSpam: false,
  };
  const folders = (waiting: readonly string[]) => {
    const { copies, forwards } = placementOf(rules, facts, new Set(waiting));
    return [copies.map(({ folder }) => folder), forwards];
  };
  assert.deepEqual(folders([]), [[], ['ola@far.example', 'eva@far.example']]);
  assert.deepEqual(folders(['ola@far.example']), [['INBOX'], ['eva@far.example']]);
  assert.deepEqual(folders(['ola@far.example', 'eva@far.example']), [['INBOX'], []]);
});

test('an answer is one: the same again changes nothing, a no after a yes is a stop, and each other one is to be told', () => {
  const asked = consent({ letters: 1, sentAt: NOW, untilAt: NOW + 1 });
  const yes = answered(asked, true, NOW + 5);
  assert.deepEqual(
    [yes.state, yes.answer, yes.decidedAt, yes.toldAt, yes.untilAt],
    ['confirmed', 'yes', NOW + 5, null, null],
  );
  const told = { ...yes, toldAt: NOW + 6 };
  assert.equal(answered(told, true, NOW + 7), told);
  const stopped = answered(told, false, NOW + 8);
  assert.deepEqual([stopped.state, stopped.answer, stopped.toldAt], ['refused', 'stopped', null]);
  assert.equal(answered(stopped, false, NOW + 9), stopped);
  assert.equal(answered(asked, false, NOW + 5).answer, 'no');
  assert.equal(answered(stopped, true, NOW + 9).answer, 'yes');
});

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type MailRule, type MailRules, NO_RULES, type RuleAction } from './mail-rules.ts';
import { placementOf, type RuleFacts } from './placement.ts';

const facts: RuleFacts = {
  envelopeFrom: 'ola@dal.example',
  from: 'Ola Dal <ola@dal.example>',
  fromAddresses: ['ola@dal.example'],
  to: 'Kari <kari@fjord.example>',
  toAddresses: ['kari@fjord.example'],
  subject: 'Faktura på ØL',
  listId: '',
  sizeBytes: 2000,
  isSpam: false,
};
let count = 0;
const rule = (more: Partial<MailRule>, ...actions: readonly RuleAction[]): MailRule => ({
  id: `r${(count += 1)}`,
  name: 'regel',
  enabled: true,
  match: 'all',
  conditions: [],
  actions,
  stop: false,
  madeAt: 0,
  madeBy: 'owner',
  madeFrom: null,
  ...more,
});
const rules = (more: Partial<MailRules>): MailRules => ({ ...NO_RULES, ...more });
const subject = { field: 'subject', match: 'contains', value: 'på øl' } as const;

test('without rules everything comes to INBOX, proven forgeries to Junk', () => {
  assert.deepEqual(placementOf(NO_RULES, facts).folders, ['INBOX']);
  assert.deepEqual(placementOf(NO_RULES, { ...facts, isSpam: true }).folders, ['Junk']);
  assert.deepEqual(placementOf(rules({ spam: 'inbox' }), { ...facts, isSpam: true }).folders, ['INBOX']);
});

test('conditions compare without case, also å and ø; all and any differ', () => {
  const wrong = { field: 'from', match: 'is', value: 'andre@dal.example' } as const;
  const to = (match: 'all' | 'any') => rule({ match, conditions: [subject, wrong] }, { kind: 'folder', folder: 'Øl' });
  assert.deepEqual(placementOf(rules({ rules: [to('any')] }), facts).folders, ['Øl']);
  assert.deepEqual(placementOf(rules({ rules: [to('all')] }), facts).folders, ['INBOX']);
});

test('a copy stays beside INBOX, a folder stands instead of it; stop ends the list', () => {
  const first = rule({ stop: true }, { kind: 'copy', folder: 'Arkiv' }, { kind: 'mark', mark: 'seen' });
  const second = rule({}, { kind: 'folder', folder: 'Annet' });
  const both = placementOf(rules({ rules: [{ ...first, stop: false }, second] }), facts);
  assert.deepEqual([both.folders, both.marks], [['Arkiv', 'Annet'], ['seen']]);
  assert.deepEqual(placementOf(rules({ rules: [first, second] }), facts).folders, ['INBOX', 'Arkiv']);
});

test('passed on without a copy stays nowhere; with one it stays; forgeries are never passed on', () => {
  const forwarding = { targets: ['k@ute.example'], keepCopy: false, madeAt: 0, madeFrom: null };
  const gone = placementOf(rules({ forwarding }), facts);
  assert.deepEqual([gone.folders, gone.forwards], [[], ['k@ute.example']]);
  const kept = placementOf(rules({ forwarding: { ...forwarding, keepCopy: true } }), facts);
  assert.deepEqual(kept.folders, ['INBOX']);
  const forged = placementOf(rules({ forwarding }), { ...facts, isSpam: true });
  assert.deepEqual([forged.folders, forged.forwards], [['Junk'], []]);
});

test('a blocked sender goes to Junk whatever rules say; an allowed one is never spam; allowed wins', () => {
  const all = rule({}, { kind: 'folder', folder: 'Viktig' }, { kind: 'reply', text: 'takk' });
  const blocked = placementOf(rules({ rules: [all], blockedSenders: ['@dal.example'] }), facts);
  assert.deepEqual([blocked.folders, blocked.replies, blocked.isUnwanted], [['Junk'], [], true]);
  const lists = { blockedSenders: ['@dal.example'], allowedSenders: ['ola@dal.example'] };
  assert.deepEqual(placementOf(rules(lists), { ...facts, isSpam: true }).folders, ['INBOX']);
});

test('discard leaves nothing and says so; the trail names the rule', () => {
  const away = rule({ name: 'bort', conditions: [subject] }, { kind: 'discard' });
  const placed = placementOf(rules({ rules: [away] }), facts);
  assert.deepEqual(placed.folders, []);
  assert.deepEqual(placed.trail, [{ by: { kind: 'rule', id: away.id, name: 'bort' }, effect: { kind: 'discard' } }]);
});

test('law: mail is kept, passed on or discarded by a rule; never silently nowhere', () => {
  const action: fc.Arbitrary<RuleAction> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('folder' as const, 'copy' as const),
      folder: fc.constantFrom('A', 'INBOX', 'B'),
    }),
    fc.record({ kind: fc.constant('forward' as const), to: fc.constant('x@ute.example'), keep: fc.boolean() }),
    fc.constant({ kind: 'mark', mark: 'flagged' } as const),
    fc.constant({ kind: 'discard' } as const),
    fc.constant({ kind: 'reply', text: 'hei' } as const),
  );
  const one = fc
    .record({ enabled: fc.boolean(), stop: fc.boolean(), actions: fc.array(action, { maxLength: 4 }) })
    .map((made) => rule(made));
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), fc.boolean(), fc.boolean(), (list, isSpam, isBlocked) => {
      const placed = placementOf(rules({ rules: list, blockedSenders: isBlocked ? ['ola@dal.example'] : [] }), {
        ...facts,
        isSpam,
      });
      const discarded = placed.trail.some(({ effect }) => effect.kind === 'discard');
      assert.ok(placed.folders.length + placed.forwards.length > 0 || discarded);
      assert.equal(new Set(placed.folders).size, placed.folders.length);
      if (isSpam || isBlocked) assert.deepEqual([placed.forwards, placed.replies], [[], []]);
    }),
  );
});

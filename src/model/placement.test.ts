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
const placed = (more: Partial<MailRules>, about: RuleFacts = facts) => placementOf({ ...NO_RULES, ...more }, about);
const foldersOf = (more: Partial<MailRules>, about: RuleFacts = facts): readonly string[] =>
  placed(more, about).copies.map(({ folder }) => folder);
const rules = (more: Partial<MailRules>): MailRules => ({ ...NO_RULES, ...more });
const subject = { field: 'subject', match: 'contains', value: 'på øl' } as const;

test('without rules everything comes to INBOX, proven forgeries to Junk', () => {
  assert.deepEqual(foldersOf({}), ['INBOX']);
  assert.deepEqual(foldersOf({}, { ...facts, isSpam: true }), ['Junk']);
  assert.deepEqual(foldersOf({ spam: 'inbox' }, { ...facts, isSpam: true }), ['INBOX']);
});

test('conditions compare without case, also å and ø; all and any differ', () => {
  const wrong = { field: 'from', match: 'is', value: 'andre@dal.example' } as const;
  const to = (match: 'all' | 'any') => rule({ match, conditions: [subject, wrong] }, { kind: 'folder', folder: 'Øl' });
  assert.deepEqual(foldersOf({ rules: [to('any')] }, facts), ['Øl']);
  assert.deepEqual(foldersOf({ rules: [to('all')] }, facts), ['INBOX']);
});

test('a copy stays beside INBOX, a folder stands instead of it; stop ends the list', () => {
  const first = rule({ stop: true }, { kind: 'copy', folder: 'Arkiv' }, { kind: 'mark', mark: 'seen' });
  const second = rule({}, { kind: 'folder', folder: 'Annet' });
  assert.deepEqual(placed({ rules: [{ ...first, stop: false }, second] }).copies, [
    { folder: 'Arkiv', marks: [] },
    { folder: 'Annet', marks: ['seen'] },
  ]);
  assert.deepEqual(foldersOf({ rules: [first, second] }, facts), ['Arkiv', 'INBOX']);
});

test('passed on without a copy stays nowhere; with one it stays; forgeries are never passed on', () => {
  const forwarding = { targets: ['k@ute.example'], keepCopy: false, madeAt: 0, madeFrom: null };
  const gone = placed({ forwarding }, facts);
  assert.deepEqual([gone.copies, gone.forwards], [[], ['k@ute.example']]);
  const kept = placed({ forwarding: { ...forwarding, keepCopy: true } }, facts);
  assert.deepEqual(kept.copies.length, 1);
  const forged = placed({ forwarding }, { ...facts, isSpam: true });
  assert.deepEqual([forged.copies, forged.forwards], [[{ folder: 'Junk', marks: [] }], []]);
});

test('a blocked sender goes to Junk whatever rules say; an allowed one is never spam; allowed wins', () => {
  const all = rule({}, { kind: 'folder', folder: 'Viktig' }, { kind: 'reply', text: 'takk' });
  const blocked = placed({ rules: [all], blockedSenders: ['@dal.example'] }, facts);
  assert.deepEqual([blocked.copies.length, blocked.replies, blocked.isUnwanted], [1, [], true]);
  const lists = { blockedSenders: ['@dal.example'], allowedSenders: ['ola@dal.example'] };
  assert.deepEqual(foldersOf(lists, { ...facts, isSpam: true }), ['INBOX']);
});

test('discard leaves nothing and says so; the trail names the rule', () => {
  const away = rule({ name: 'bort', conditions: [subject] }, { kind: 'discard' });
  const gone = placed({ rules: [away] }, facts);
  assert.deepEqual(gone.copies, []);
  assert.deepEqual(gone.trail, [{ by: { kind: 'rule', id: away.id, name: 'bort' }, effect: { kind: 'discard' } }]);
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
      const made = placementOf(rules({ rules: list, blockedSenders: isBlocked ? ['ola@dal.example'] : [] }), {
        ...facts,
        isSpam,
      });
      const discarded = made.trail.some(({ effect }) => effect.kind === 'discard');
      assert.ok(made.copies.length + made.forwards.length > 0 || discarded);
      assert.equal(new Set(made.copies.map(({ folder }) => folder)).size, made.copies.length);
      if (isSpam || isBlocked) assert.deepEqual([made.forwards, made.replies], [[], []]);
    }),
  );
});

/** The line a mail program shows: short enough for SMTP, never without its end and link, in three languages. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Block, BLOCK_RULES } from '#src/model/block.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { LANGUAGES } from '#src/model/language.ts';
import { blockLine } from './block-line.ts';

const NOW = Date.UTC(2026, 9, 1, 17, 4, 30);
const block = (more: Partial<Block> = {}): Block => ({
  id: 'b1',
  code: 'abcd2345',
  subject: { kind: 'mailbox', id: 'm1' as MailboxId },
  subjectName: 'kari@fjord.example',
  directions: ['outgoing'],
  rule: 'mailbox-hour',
  cause: 'snd-account-hour-limit',
  evidence: { sent: 300, limit: 300, windowSeconds: 3600 },
  mode: 'refuse',
  since: NOW,
  until: NOW + 3_600_000,
  lifters: ['time', 'support'],
  liftedAt: null,
  liftedBy: null,
  liftActor: null,
  attempts: 0,
  ...more,
});
const reader = (language: (typeof LANGUAGES)[number]) => ({ language, now: NOW, timeZone: 'Europe/Oslo' });
const URL = 'https://post.fjord.example/b/abcd2345';

test('the account, the count, the limit, the end and the link stand in one line', () => {
  assert.equal(
    blockLine(block(), reader('nb'), URL),
    `kari@fjord.example har brukt opp timekvoten: 300 av 300 sendt siste time. Åpner av seg selv i dag kl. 20:05. Send på nytt etterpå; det hjelper ikke å prøve før. Mer: ${URL}`,
  );
  assert.match(blockLine(block(), reader('sv'), URL), /300 av 300 .* i dag kl\. 20:05/);
  assert.match(blockLine(block(), reader('en'), URL), /sent 300 of 300 .* today at 20:05/);
  const young = block({ evidence: { sent: 20, limit: 20, windowSeconds: 3600, young: 'yes' } });
  assert.match(blockLine(young, reader('nb'), URL), /er ny her/);
});

test('what needs a person says who', () => {
  const unpaid = block({ rule: 'unpaid', until: null, lifters: ['payment', 'support'], evidence: { invoice: '1001' } });
  assert.match(blockLine(unpaid, reader('nb'), URL), /faktura 1001 er ikke betalt\. Åpner så snart betalingen/);
  const day = block({ rule: 'mailbox-day', until: null, lifters: ['customer', 'support'] });
  assert.match(blockLine(day, reader('en'), URL), /You can open it yourself in the customer centre\./);
});

test('any rule, name and evidence: one line within the limits of SMTP, with end and link, nothing undefined', () => {
  const evidence = fc.dictionary(
    fc.constantFrom('sent', 'limit', 'reason', 'countries', 'missing', 'invoice', 'phase', 'heaviest'),
    fc.oneof(fc.string({ maxLength: 400 }), fc.nat(), fc.array(fc.string({ maxLength: 80 }), { maxLength: 9 })),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...BLOCK_RULES),
      fc.constantFrom(...LANGUAGES),
      fc.string({ unit: 'grapheme', maxLength: 330 }),
      evidence,
      fc.boolean(),
      (rule, language, subjectName, facts, ends) => {
        const made = block({ rule, subjectName, evidence: facts, until: ends ? NOW + 60_000 : null });
        const line = blockLine(made, reader(language), URL);
        assert.ok(line.length <= 395 && Buffer.byteLength(line) <= 490, line);
        assert.ok(line.endsWith(URL), line);
        if (!Object.values(facts).some((one) => /undefined|object/.test(String(one))))
          assert.doesNotMatch(line.replace(subjectName, ''), /undefined|\[object/);
      },
    ),
  );
});

/** Recordings with Blocks, broken and healthy, for the tests of causes. Used by tests only. */
import type { Recording } from './finding.ts';
import type { BlockSeen, EndedBlock } from './observed-blocks.ts';
import type { BlockCause } from './present.ts';
import { ago, recording, refusal } from './recordings.ts';

const seen = (cause: BlockCause, more: Partial<BlockSeen> = {}): BlockSeen => ({
  code: 'abcd2345',
  rule: 'mailbox-hour',
  cause,
  subject: 'kari@fjord.example',
  subjectKind: 'mailbox',
  directions: ['outgoing'],
  mode: 'refuse',
  sinceAt: ago(10),
  untilAt: ago(-50),
  lifters: ['time', 'support'],
  evidence: { sent: 300, limit: 300, windowSeconds: 3600, counts: 'recipients' },
  stopped: 2,
  ...more,
});
const ended = (more: Partial<EndedBlock> = {}): EndedBlock => ({
  code: 'abcd2345',
  rule: 'mailbox-hour',
  cause: 'snd-account-hour-limit',
  subject: 'kari@fjord.example',
  sinceAt: ago(90),
  endedAt: ago(30),
  unsent: 2,
  recipients: ['ola@far.example', 'eva@far.example'],
  ...more,
});
const blocks = (active: readonly BlockSeen[], over: readonly EndedBlock[] = []) => ({
  'state.blocks': { active, days: 2, ended: over },
});
const domainWide = { subject: 'fjord.example', subjectKind: 'domain', rule: 'domain-hour' } as const;
const byHand = { rule: 'operator', untilAt: null, lifters: ['support'], evidence: { reason: 'Etter avtale' } } as const;
const tooMany = { cause: 'snd-recipients-per-message', attributed: 'mailbox', code: 452, enhanced: '4.5.3' } as const;
const messages = (lastSubmittedAt: string | null) => ({
  'mta.messages': { days: 7, refusals: [refusal(tooMany)], delivered: 0, lastDeliveredAt: null, lastSubmittedAt },
});

export const BROKEN_BY_BLOCKS: Record<BlockCause, Recording> = {
  'snd-account-hour-limit': recording(blocks([seen('snd-account-hour-limit')])),
  'snd-new-account-warmup': recording(
    blocks([seen('snd-new-account-warmup', { evidence: { sent: 20, limit: 20, windowSeconds: 3600, youngDays: 7 } })]),
  ),
  'snd-domain-hour-limit': recording(
    blocks([
      seen('snd-domain-hour-limit', {
        ...domainWide,
        evidence: { sent: 2000, limit: 2000, windowSeconds: 3600, heaviest: 'nytt@fjord.example', heaviestSent: 1800 },
      }),
    ]),
  ),
  'snd-account-day-limit': recording(
    blocks([seen('snd-account-day-limit', { rule: 'mailbox-day', untilAt: null, lifters: ['customer', 'support'] })]),
  ),
  'snd-outbound-operator': recording(blocks([seen('snd-outbound-operator', byHand)])),
  'acc-mailbox-suspended': recording(
    blocks([seen('acc-mailbox-suspended', { ...byHand, directions: ['outgoing', 'incoming', 'sign-in'] })]),
  ),
  'snd-lost-during-block': recording(blocks([], [ended()])),
  'snd-recipients-per-message': recording(messages(ago(100))),
};

export const HEALTHY_WITH_BLOCKS: Record<string, Recording> = {
  'a Block that has ended a moment ago': recording(blocks([seen('snd-account-hour-limit', { untilAt: ago(1) })])),
  'the message with too many recipients was split and sent': recording(messages(ago(1))),
};

/**
 * Is a mailbox being abused? One pure judgement over facts and the plan's numbers. Asked by service/abuse at the end of
 * each message; a verdict closes outgoing mail only. Never reads a clock or a table.
 */
import type { BlockEvidence, BlockRule } from './block.ts';
import type { CauseId } from './cause-id.ts';
import type { PlanValues } from './plan.ts';

export interface AbuseFacts {
  /** Recipients of today, this message included. */
  readonly today: number;
  /** Recipients on the busiest of the 30 days before today. */
  readonly busiest: number;
  /** Recipients of today never written to before, this message included. */
  readonly firstTime: number;
  /** Days for which we know what this mailbox sent: since it exists and we have watched. */
  readonly historyDays: number;
  /** ISO 3166 codes of successful sign-ins within the window, without the networks of vendors. */
  readonly countries: readonly string[];
  /** Mailboxes of different customers, this one included, that sent this text to many today. */
  readonly copies: number;
}

export interface AbuseVerdict {
  readonly rule: BlockRule;
  readonly cause: CauseId;
  readonly evidence: BlockEvidence;
}

/** What releases a Block of suspicion: all of these rules close outgoing mail only. */
export const SUSPICION_RULES: ReadonlySet<BlockRule> = new Set([
  'mailbox-day',
  'abuse-volume',
  'abuse-recipients',
  'abuse-countries',
  'abuse-content',
  'abuse-bounces',
]);

const verdict = (rule: BlockRule, evidence: BlockEvidence): AbuseVerdict => ({
  rule,
  cause: 'snd-outbound-closed-abuse',
  evidence,
});

/**
 * The first rule that is broken, the most certain sign first; null when nothing is suspicious. A limit of 0 is no limit.
 * Volume and first-time recipients are judged only once the mailbox's habits are known (`abuse.learn.days`).
 */
export function judgeAbuse(facts: AbuseFacts, plan: PlanValues): AbuseVerdict | null {
  const copies = plan['abuse.copies'];
  if (copies > 0 && facts.copies >= copies)
    return verdict('abuse-content', { mailboxes: facts.copies, limit: copies, sent: facts.today });
  const most = plan['abuse.countries'];
  const countries = [...new Set(facts.countries)].sort();
  if (most > 0 && countries.length >= most)
    return verdict('abuse-countries', { countries, limit: most, windowSeconds: plan['abuse.countries.window'] });
  if (facts.historyDays < plan['abuse.learn.days']) return null;
  const unknown = plan['abuse.unknown.max'];
  if (unknown > 0 && facts.firstTime > unknown)
    return verdict('abuse-recipients', { sent: facts.firstTime, limit: unknown, windowSeconds: 86_400 });
  const factor = plan['abuse.volume.factor'];
  const volume = Math.max(plan['abuse.volume.least'], factor * facts.busiest);
  if (factor > 0 && facts.today > volume)
    return verdict('abuse-volume', { sent: facts.today, busiest: facts.busiest, limit: volume });
  return null;
}

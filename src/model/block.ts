/**
 * The Block: whatever stops mail on our side, as one record, and the pure rules about many of them. Created by rules,
 * lifted by time, payment, the customer or support; read by the gate, the diagnosis, the panel and the notices.
 * Pure: never reads a clock or a table.
 */
import type { CauseId } from './cause-id.ts';
import type { CustomerId, DomainId, MailboxId } from './ids.ts';

export type BlockSubject =
  | { readonly kind: 'mailbox'; readonly id: MailboxId }
  | { readonly kind: 'domain'; readonly id: DomainId }
  | { readonly kind: 'customer'; readonly id: CustomerId }
  /** An address or range, canonical: `192.0.2.7/32`, `2001:db8::/64`. */
  | { readonly kind: 'network'; readonly id: string }
  /** One sign-in name from one network: `192.0.2.7/32 kari@fjord.example`; `192.0.2.7/32 *`: names never at home there. */
  | { readonly kind: 'network-login'; readonly id: string }
  | { readonly kind: 'service'; readonly id: 'outgoing' | 'incoming' };

export const BLOCK_DIRECTIONS = ['outgoing', 'incoming', 'sign-in'] as const;
export type BlockDirection = (typeof BLOCK_DIRECTIONS)[number];

/** Which rule made it. The texts and the way out depend on it. */
export const BLOCK_RULES = [
  'mailbox-hour',
  'domain-hour',
  'mailbox-day',
  'abuse-volume',
  'abuse-recipients',
  'abuse-countries',
  'abuse-content',
  'abuse-bounces',
  'bulk-rules',
  'quarantine-host',
  'quarantine-registry',
  'unpaid',
  'failed-sign-ins',
  'operator',
] as const;
export type BlockRule = (typeof BLOCK_RULES)[number];

/** Who may end it. */
export type BlockLifter = 'time' | 'payment' | 'customer' | 'support';

/** Numbers and names that prove it: `{ sent: 300, limit: 300, windowSeconds: 3600 }`. Shown to people; no secrets. */
export type BlockEvidence = Readonly<Record<string, string | number | readonly string[]>>;

export interface Block {
  readonly id: string;
  /** Eight letters and digits for the short link; not guessable, says nothing by itself. */
  readonly code: string;
  readonly subject: BlockSubject;
  /** The subject as people know it: address, domain, customer's name, network. */
  readonly subjectName: string;
  readonly directions: readonly BlockDirection[];
  readonly rule: BlockRule;
  readonly cause: CauseId;
  readonly evidence: BlockEvidence;
  /** What happens to mail meanwhile. */
  readonly mode: 'refuse' | 'hold';
  /** Epoch ms. */
  readonly since: number;
  /** Epoch ms, exact; null = until someone acts. */
  readonly until: number | null;
  readonly lifters: readonly BlockLifter[];
  readonly liftedAt: number | null;
  readonly liftedBy: BlockLifter | null;
  /** Operator's name, address of the customer, `system`. */
  readonly liftActor: string | null;
  /** Attempts refused or held meanwhile. */
  readonly attempts: number;
}

/** An attempt that a Block refused or held: what has to be sent again. */
export interface BlockedAttempt {
  readonly blockId: string;
  readonly at: number;
  readonly mailFrom: string;
  readonly rcptTo: string;
  readonly subject: string | null;
  readonly state: 'refused' | 'held' | 'released' | 'cancelled';
}

/** True while it stops something. A Block whose time is over is not active even before anybody wrote that down. */
export const isActive = (block: Block, now: number): boolean =>
  block.liftedAt === null && (block.until === null || now < block.until);

/** Weight of a rule when several Blocks stop the same thing: what a person must act on first comes first. */
const WEIGHT: Readonly<Record<BlockRule, number>> = {
  unpaid: 100,
  'quarantine-registry': 95,
  'quarantine-host': 90,
  operator: 80,
  'abuse-content': 75,
  'abuse-countries': 74,
  'abuse-recipients': 73,
  'abuse-bounces': 72,
  'abuse-volume': 71,
  'mailbox-day': 60,
  'bulk-rules': 55,
  'failed-sign-ins': 50,
  'domain-hour': 40,
  'mailbox-hour': 30,
};

/**
 * The Block to speak of first among those active in a direction: the heaviest rule; among equals the one that lasts
 * longest (no end first), then the older, then by id. Null when nothing stops it.
 */
export function blockToShow(blocks: readonly Block[], direction: BlockDirection, now: number): Block | null {
  const active = blocks.filter((block) => isActive(block, now) && block.directions.includes(direction));
  const end = (block: Block): number => block.until ?? Number.POSITIVE_INFINITY;
  return (
    active.toSorted(
      (a, b) => WEIGHT[b.rule] - WEIGHT[a.rule] || end(b) - end(a) || a.since - b.since || (a.id < b.id ? -1 : 1),
    )[0] ?? null
  );
}

/** The page about a Block: shown in refusals and notices. `base` has no slash at the end; the code is not guessable. */
export const blockLink = (base: string, code: string): string => `${base}/b/${code}`;

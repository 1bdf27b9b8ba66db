/** What the probe of closures observes: Blocks of suspicion, of mass mail and of quarantine, and their notices. Types only. */
import type { BlockRule } from '#src/model/block.ts';

export type NoticeSeen = {
  /** `second`: a way that does not depend on what is stopped. The address itself only when it is the subject's own. */
  readonly channel: 'mailbox' | 'contact' | 'second';
  readonly state: 'waiting' | 'delivered' | 'sent' | 'bounced' | 'folded';
  /** In the mailbox: was it opened? null = not known (another host's mailbox). */
  readonly isRead: boolean | null;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
};
export type Closure = {
  readonly code: string;
  readonly rule: BlockRule;
  readonly name: string;
  readonly sinceAt: string;
  /** ISO; '' = until someone acts. */
  readonly untilAt: string;
  readonly directions: readonly string[];
  /** Numbers and names of the rule. */
  readonly evidence: { readonly [key: string]: string | number | readonly string[] };
  readonly refused: number;
  readonly held: number;
  readonly customerMayLift: boolean;
  readonly notices: readonly NoticeSeen[];
};
export type StateClosures = { readonly closures: readonly Closure[] };

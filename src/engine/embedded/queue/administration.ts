/**
 * What an operator can do with the queue: look, try now, hold, release, drop. Called by the command line and the console
 * through `main.ts`. A drop is never silent: the journal has it, and the sender is told unless the operator says otherwise.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { QueuedMessage } from './job.ts';
import type { QueueEntry, Selection } from './rows.ts';

export interface QueueFilter {
  readonly select?: Selection;
  /** Default: everything that is not done. */
  readonly states?: readonly QueueEntry['state'][];
  /** Default 1000. */
  readonly limit?: number;
}
export interface QueueStats {
  readonly waiting: number;
  readonly held: number;
  readonly active: number;
  /** Age in ms of the oldest that waits; 0 when none does. */
  readonly oldestMs: number;
}
/** What waits for one destination. */
export interface Backlog {
  readonly domain: string;
  readonly waiting: number;
  readonly held: number;
  /** Different envelope senders. */
  readonly senders: number;
  /** Age in ms of the oldest. */
  readonly oldestMs: number;
}
/** A destination with everything that is not done, whatever the domain. */
export interface Destination extends Backlog {
  readonly active: number;
  /** Epoch ms of the earliest next try; null when everything is held. */
  readonly nextTryAt: number | null;
}
export interface QueueAdministration {
  list(filter?: QueueFilter): readonly QueueEntry[];
  /** All recipients of the message that this queue id or message id names; empty when it is not in the queue. */
  show(id: string): readonly QueueEntry[];
  /** True when a message of this mailbox with this ENVID (`once.…`) was taken; known for thirty days. */
  wasTaken(mailbox: MailboxId, envid: string): boolean;
  /** Each gives how many recipients it touched, after the change is durable. */
  retry(select: Selection): Promise<number>;
  hold(select: Selection): Promise<number>;
  release(select: Selection): Promise<number>;
  drop(select: Selection, options?: { readonly tellSender?: boolean }): Promise<number>;
  /** What holds something now, e.g. ids of Blocks. */
  heldBy(): readonly string[];
  stats(): QueueStats;
  /** Of these destinations (A-labels) those that something waits for. */
  backlogs(domains: readonly string[]): readonly Backlog[];
  /** All destinations that something waits for or is held for, the oldest first. */
  destinations(limit: number): readonly Destination[];
  /** A message with its bytes as it will leave, by queue id or message id; null when it is not in the queue. */
  read(id: string): { readonly message: QueuedMessage; readonly bytes: Buffer } | null;
}
export type { QueueEntry, Selection } from './rows.ts';

/**
 * What counts accepted mail for the sending limits, as a port with two implementations: one process on SQLite
 * (memory-counters.ts) and several on PostgreSQL (shared-counters.ts). Types only; one contract suite runs on both.
 */
import type { DomainId, MailboxId } from '#src/model/ids.ts';

/** What a limit counts: each recipient, or each message once. */
export type Counts = 'recipients' | 'messages';

/** One limit that a message must stay within. */
export interface Ceiling {
  readonly rule: 'mailbox-hour' | 'mailbox-day' | 'domain-hour';
  readonly scope: 'mailbox' | 'domain';
  readonly max: number;
  readonly windowMs: number;
  readonly counts: Counts;
  /** Only what was accepted from then on counts (epoch ms): somebody opened again before the time. */
  readonly after?: number;
}

/** A moment that is not yet (the clock was set back) opens nothing: else mail would go uncounted until then. */
export const countsAfter = ({ after }: Ceiling, now: number): number | null =>
  after === undefined || after > now ? null : after;

export interface Want {
  readonly mailbox: MailboxId;
  readonly domain: DomainId;
  readonly recipients: number;
  /** In the order in which they are asked; the first that is exceeded is told. */
  readonly ceilings: readonly Ceiling[];
}

/** A limit and how much of it is used. */
export interface Level {
  readonly ceiling: Ceiling;
  readonly used: number;
}
export type Room = { readonly ok: true } | { readonly ok: false; readonly over: Level };
export type Reserved =
  | {
      readonly ok: true;
      /** For `release` and `durable`. */
      readonly id: string;
      /** Each limit with this message in it. */
      readonly levels: readonly Level[];
    }
  | { readonly ok: false; readonly over: Level };

export interface CounterStore {
  /** Would it fit now? Takes no place. */
  look(want: Want): Promise<Room>;
  /** Decides and counts in one step: of any number at once exactly as many pass as there are places. */
  reserve(want: Want): Promise<Reserved>;
  /** The message was not accepted in the end: its places are free again. Twice does nothing. */
  release(id: string): Promise<void>;
  /** Counts what goes out without being asked: mail that was held and is let go. Durable when it resolves. */
  add(sent: Pick<Want, 'mailbox' | 'domain' | 'recipients'>): Promise<void>;
  /** Resolves when the reservation would survive a crash. */
  durable(id: string): Promise<void>;
  /** Who of a domain sent most within the window; null when nobody did. */
  heaviest(
    domain: DomainId,
    windowMs: number,
    counts: Counts,
  ): Promise<{ readonly mailbox: MailboxId; readonly used: number } | null>;
  /** Forgets what no limit can count any more. */
  trim(): Promise<void>;
}

/** Longest that anything is kept for counting. */
export const KEEP_MS = 2 * 86_400_000;

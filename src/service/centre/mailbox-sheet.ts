/**
 * What the centre shows of one mailbox beyond its settings: how much of each sending limit is used now and when there is
 * room again, what is stopped, whether mail comes in and goes out, where its space went, which aliases lead to it. Reads
 * send log, journal, queue and store; called by the API after ownership was asked.
 */
import type { Domain } from '#src/model/domain.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import { aliasesOf } from '#src/store/aliases.ts';
import { openedAgain } from '#src/store/blocks.ts';
import { planByName } from '#src/store/plans.ts';
import { edgesOfSends, sumOfSends } from '#src/store/send-log.ts';
import type { App } from '../app.ts';
import { countsAfter } from '../limits/counter-store.ts';
import { ceilingsOf } from '../limits/limits.ts';

export interface LimitUse {
  readonly rule: 'mailbox-hour' | 'mailbox-day' | 'domain-hour';
  readonly used: number;
  readonly max: number;
  readonly windowSeconds: number;
  readonly counts: 'recipients' | 'messages';
  /** When the oldest that counts leaves the window, and when nothing counts any more; null while nothing counts. */
  readonly freesAt: number | null;
  readonly emptyAt: number | null;
}

type Deps = Pick<App, 'db' | 'clock' | 'billing'>;
const DAY_MS = 86_400_000;
const DAYS_2 = 2 * DAY_MS;

/** Each limit with what counts against it now, as the gate counts it. */
export async function limitUse(deps: Deps, mailbox: StoredMailbox, domain: Domain): Promise<readonly LimitUse[]> {
  const { sql } = deps.db;
  const now = deps.clock.now();
  const limits = (await planByName(sql, mailbox.plan))?.values ?? DEFAULT_PLAN_VALUES;
  const lifts = await openedAgain(sql, now - DAYS_2);
  const opened = { ...lifts.get(`mailbox ${mailbox.id}`), ...lifts.get(`domain ${domain.id}`) };
  const ceilings = ceilingsOf({ mailbox, customer: domain.customer, limits, opened }, now);
  return await Promise.all(
    ceilings
      .filter(({ max }) => max > 0)
      .map(async (ceiling) => {
        const of = ceiling.scope === 'mailbox' ? { mailbox: mailbox.id } : { domain: domain.id };
        const span = { from: now - ceiling.windowMs, to: now, after: countsAfter(ceiling, now) };
        const [sum, edges] = await Promise.all([sumOfSends(sql, of, span), edgesOfSends(sql, of, span)]);
        const { rule, max, windowMs, counts } = ceiling;
        return {
          rule,
          max,
          counts,
          used: sum[counts],
          windowSeconds: Math.round(windowMs / 1000),
          freesAt: edges === null ? null : edges.first + windowMs,
          emptyAt: edges === null ? null : edges.last + windowMs,
        };
      }),
  );
}

/** Does mail come in, does it go out? As far as the journal and the queue know. */
export interface DeliveryStatus {
  readonly lastReceivedAt: number | null;
  readonly lastSentAt: number | null;
  /** Waits for another host, or is held here: recipients of what this mailbox sent. */
  readonly waiting: number;
  readonly held: number;
  /** What we turned away from this address in the last days, in events. */
  readonly refusedDays: number;
  readonly refused: number;
  readonly lastRefusedAt: number | null;
  /** Cause of the newest. */
  readonly lastRefusal: string | null;
}
const REFUSED_DAYS = 7;
const MOST_REFUSED = 500;
const MOST_WAITING = 5000;

export async function deliveryOf(
  { clock, billing, queue }: Pick<App, 'clock' | 'billing' | 'queue'>,
  { id, address }: StoredMailbox,
): Promise<DeliveryStatus> {
  const { journal } = billing;
  const since = clock.now() - REFUSED_DAYS * DAY_MS;
  const [received, sent, refusals] = await Promise.all([
    journal.query({ kinds: ['message'], outcomes: ['delivered'], mailbox: id, limit: 1 }),
    journal.query({ kinds: ['message'], outcomes: ['accepted'], mailbox: id, limit: 50 }),
    journal.query({
      kinds: ['refusal'],
      outcomes: ['rcpt-to', 'data', 'end-of-message'],
      names: [address],
      since,
      limit: MOST_REFUSED,
    }),
  ]);
  const turned = refusals.filter(
    (event) =>
      event.kind === 'refusal' && event.connection.endpoint === 'inbound' && event.rcptTo?.toLowerCase() === address,
  );
  const entries = queue.list({ select: { mailbox: id }, limit: MOST_WAITING });
  const submitted = sent.find((event) => event.kind === 'message' && event.direction === 'submission');
  return {
    lastReceivedAt: received[0]?.lastAt ?? null,
    lastSentAt: submitted?.lastAt ?? null,
    waiting: entries.filter(({ state }) => state === 'waiting' || state === 'active').length,
    held: entries.filter(({ state }) => state === 'held').length,
    refusedDays: REFUSED_DAYS,
    refused: turned.reduce((sum, { count }) => sum + count, 0),
    lastRefusedAt: turned[0]?.lastAt ?? null,
    lastRefusal: turned[0]?.cause ?? null,
  };
}

export interface FolderUse {
  readonly name: string;
  readonly specialUse: string | null;
  readonly messages: number;
  readonly bytes: number;
}
const MOST_FOLDERS = 200;

/** Where the space went, the largest first. A mailbox that was never opened has no folders yet and is not made for this. */
export async function folderUse(
  { store }: Pick<App, 'store'>,
  { id }: StoredMailbox,
  quotaBytes: number,
): Promise<readonly FolderUse[]> {
  if ((await store.usage(id)).messages === 0) return [];
  const handle = await store.open(id, quotaBytes);
  try {
    return (await handle.folders())
      .map((one) => ({
        name: one.name,
        specialUse: one.specialUse ?? null,
        messages: one.messages,
        bytes: one.sizeBytes,
      }))
      .filter(({ messages }) => messages > 0)
      .toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_FOLDERS);
  } finally {
    handle.close();
  }
}

/** Aliases of the domain that lead here, with where else they lead. */
export async function aliasesTo(
  { db }: Pick<App, 'db'>,
  mailbox: StoredMailbox,
): Promise<readonly { readonly address: string; readonly others: readonly string[] }[]> {
  return (await aliasesOf(db.sql, mailbox.domain))
    .filter(({ targets }) => targets.includes(mailbox.address))
    .map(({ address, targets }) => ({ address, others: targets.filter((target) => target !== mailbox.address) }));
}

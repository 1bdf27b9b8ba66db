/**
 * What the centre shows of one mailbox beyond its settings: how much of each sending limit is used now, and which programs
 * signed in. Reads the send log and the journal; called by the API after ownership was asked.
 */
import type { StoredEvent } from '#src/model/journal.ts';
import type { StoredMailbox } from '#src/model/mailbox.ts';
import type { Domain } from '#src/model/domain.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import { clientOf } from '#src/probes/familiar.ts';
import { openedAgain } from '#src/store/blocks.ts';
import { planByName } from '#src/store/plans.ts';
import { sumOfSends } from '#src/store/send-log.ts';
import type { App } from '../app.ts';
import { countsAfter } from '../limits/counter-store.ts';
import { ceilingsOf } from '../limits/limits.ts';

export interface LimitUse {
  readonly rule: 'mailbox-hour' | 'mailbox-day' | 'domain-hour';
  readonly used: number;
  readonly max: number;
  readonly windowSeconds: number;
  readonly counts: 'recipients' | 'messages';
}
export interface SignedInDevice {
  /** As the program calls itself; null when it did not say. */
  readonly program: string | null;
  readonly endpoint: string;
  /** Name of the app password it used; null: the mailbox's own password. */
  readonly appPassword: string | null;
  readonly remoteAddress: string;
  readonly country: string | null;
  /** Version, or null without encryption. */
  readonly tls: string | null;
  readonly times: number;
  /** Epoch ms. */
  readonly lastAt: number;
}

type Deps = Pick<App, 'db' | 'clock' | 'billing'>;
const DAYS_2 = 172_800_000;
const MOST_EVENTS = 2000;
const MOST_DEVICES = 50;

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
        const sum = await sumOfSends(sql, of, {
          from: now - ceiling.windowMs,
          to: now,
          after: countsAfter(ceiling, now),
        });
        const { rule, max, windowMs, counts } = ceiling;
        return { rule, max, counts, used: sum[counts], windowSeconds: Math.round(windowMs / 1000) };
      }),
  );
}

/** Programs that signed in as long as the journal goes back, the last one first. */
export async function devicesOf(deps: Deps, mailbox: StoredMailbox): Promise<readonly SignedInDevice[]> {
  const { journal } = deps.billing;
  const seen = await journal.query({
    mailbox: mailbox.id,
    kinds: ['sign-in'],
    outcomes: ['ok'],
    limit: MOST_EVENTS,
  });
  const devices = new Map<string, SignedInDevice>();
  for (const event of seen) {
    const device = deviceOf(event);
    if (device === null) continue;
    const key = [device.program, device.endpoint, device.appPassword, device.remoteAddress].join('\n');
    const before = devices.get(key);
    devices.set(key, before === undefined ? device : { ...before, times: before.times + device.times });
  }
  return [...devices.values()].toSorted((a, b) => b.lastAt - a.lastAt).slice(0, MOST_DEVICES);
}

function deviceOf(event: StoredEvent): SignedInDevice | null {
  if (event.kind !== 'sign-in') return null;
  const { connection } = event;
  return {
    program: clientOf(event),
    endpoint: connection.endpoint,
    appPassword: event.appPassword ?? null,
    remoteAddress: connection.remoteAddress,
    country: connection.country ?? null,
    tls: connection.tls?.version ?? null,
    times: event.count,
    lastAt: event.lastAt,
  };
}

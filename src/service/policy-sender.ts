/**
 * Loads who sends with the terms that hold: mailbox, customer, plan, and what was opened again before its time. Called by
 * policy.ts. What many senders share is kept once, so that a sender seen for the first time costs one query.
 */
import type { MailboxId } from '#src/model/ids.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import type { Clock } from '#src/net/clock.ts';
import { openedAgain } from '#src/store/blocks.ts';
import { domainById } from '#src/store/domains.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import type { Sql } from '#src/store/tables.ts';
import { KEEP_MS } from './limits/counter-store.ts';
import type { Sender } from './limits/limits.ts';
import type { StateCache } from './state-cache.ts';

/** The sender of a mailbox, from memory that is never old; null when the mailbox is gone. */
export function createSenders(deps: { readonly sql: Sql; readonly clock: Clock; readonly cache: StateCache }) {
  const { sql, clock, cache } = deps;
  const opened = () => cache.get('opened', () => openedAgain(sql, clock.now() - KEEP_MS));

  const load = async (id: MailboxId): Promise<Sender | null> => {
    const mailbox = await mailboxById(sql, id);
    if (mailbox === null) return null;
    const domain = await cache.get(`domain ${mailbox.domain}`, () => domainById(sql, mailbox.domain));
    const plan = await cache.get(`plan ${mailbox.plan}`, () => planByName(sql, mailbox.plan));
    const lifts = await opened();
    return {
      mailbox,
      customer: domain?.customer ?? null,
      limits: plan?.values ?? DEFAULT_PLAN_VALUES,
      opened: { ...lifts.get(`domain ${mailbox.domain}`), ...lifts.get(`mailbox ${mailbox.id}`) },
    };
  };
  return (id: MailboxId): Promise<Sender | null> => cache.get(`sender ${id}`, () => load(id));
}

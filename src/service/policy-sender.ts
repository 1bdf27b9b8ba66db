/** Loads who sends with the terms that hold: mailbox, customer, plan, and what was opened again before its time. Called by policy.ts. */
import type { MailboxId } from '#src/model/ids.ts';
import { DEFAULT_PLAN_VALUES } from '#src/model/plan.ts';
import { openedAgain } from '#src/store/blocks.ts';
import { domainById } from '#src/store/domains.ts';
import { mailboxById } from '#src/store/mailboxes.ts';
import { planByName } from '#src/store/plans.ts';
import type { Sql } from '#src/store/tables.ts';
import type { Sender } from './limits/limits.ts';

/** Null when the mailbox is gone. */
export async function loadSender(sql: Sql, id: MailboxId): Promise<Sender | null> {
  const mailbox = await mailboxById(sql, id);
  if (mailbox === null) return null;
  const domain = await domainById(sql, mailbox.domain);
  return {
    mailbox,
    customer: domain?.customer ?? null,
    limits: (await planByName(sql, mailbox.plan))?.values ?? DEFAULT_PLAN_VALUES,
    opened: await openedAgain(sql, mailbox.id, mailbox.domain),
  };
}

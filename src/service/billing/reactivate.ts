/**
 * Opens again what an unpaid invoice stopped, in the same call that booked the payment. Also called by dunning, so that a
 * crash between payment and this is made good. Safe to repeat.
 */
import { type BlockSubject, isActive } from '#src/model/block.ts';
import { isStopped } from '#src/model/dunning.ts';
import type { CustomerId } from '#src/model/ids.ts';
import { type Invoice, openMinor } from '#src/model/invoice.ts';
import { unliftedBlocks } from '#src/store/blocks.ts';
import { domainsOf } from '#src/store/domains.ts';
import { owedInvoices } from '#src/store/invoices.ts';
import { useCredit } from './credit.ts';
import type { BillingDeps } from './deps.ts';

const MOST_OWED = 1000;

/** The customer itself (outgoing) and its domains (incoming). */
export async function stoppableSubjects(deps: BillingDeps, customer: CustomerId): Promise<readonly BlockSubject[]> {
  const domains = await domainsOf(deps.db.sql, customer);
  return [{ kind: 'customer', id: customer }, ...domains.map(({ id }) => ({ kind: 'domain' as const, id }))];
}

/** Lifts the Blocks for which no owed invoice stands any more, after credit is used; resolves to how many were lifted. */
export async function liftWhatIsPaid(deps: BillingDeps, customer: CustomerId): Promise<number> {
  const { db, blocks, actor, clock } = deps;
  const owed: Invoice[] = [];
  for (const invoice of await owedInvoices(db.sql, { dueBefore: '9999-12-31', customer, limit: MOST_OWED })) {
    // Two invoices paid at once under one reference: the rest is for what we are asking for.
    const now = invoice.dunningStage === 'none' ? invoice : await useCredit(deps, invoice);
    if (openMinor(now) > 0) owed.push(now);
  }
  const stopsOutgoing = owed.some(({ dunningStage }) => isStopped(dunningStage));
  const stopsIncoming = owed.some(({ dunningStage }) => dunningStage === 'incoming-stopped');
  // From the table itself: another process may have started it this moment.
  const active = await unliftedBlocks(db.sql, await stoppableSubjects(deps, customer));
  const over = active.filter(
    (block) =>
      block.rule === 'unpaid' &&
      isActive(block, clock.now()) &&
      !(block.directions.includes('incoming') ? stopsIncoming : stopsOutgoing),
  );
  let lifted = 0;
  for (const block of over) if ((await blocks.lift(block.id, 'payment', actor)).ok) lifted += 1;
  return lifted;
}

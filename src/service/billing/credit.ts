/** Uses what a customer has paid too much for what it is asked for. Called by dunning and after each payment. */
import type { Invoice } from '#src/model/invoice.ts';
import { invoiceNamed } from '#src/store/invoices.ts';
import { paymentsWithCredit } from '#src/store/payments.ts';
import { change } from '../change.ts';
import { done } from '../outcome.ts';
import { allocate } from './booking.ts';
import type { BillingDeps } from './deps.ts';

/** Credit in the invoice's currency, oldest payment first. Resolves to the invoice as it stands then. */
export async function useCredit(deps: BillingDeps, invoice: Invoice): Promise<Invoice> {
  const isUsable = ({ currency }: { readonly currency: string }): boolean => currency === invoice.currency;
  if (!(await paymentsWithCredit(deps.db.sql, invoice.customer)).some(isUsable)) return invoice;
  const used = await change(deps, async (tx, audit) => {
    let current = (await invoiceNamed(tx, invoice.id)) ?? invoice;
    for (const payment of (await paymentsWithCredit(tx, invoice.customer)).filter(isUsable))
      current = (await allocate(tx, audit, deps.clock.now(), payment, current)).invoice;
    return done(current);
  });
  return used.ok ? used.value : invoice;
}

/** Probe of billing: what the owner of a domain owes, what that stopped, and whether our invoices arrive. Judges nothing. */
import type { Evidence } from '#src/diagnosis/evidence.ts';
import type { StateBilling } from '#src/diagnosis/observed-billing.ts';
import type { Clock } from '#src/net/clock.ts';
import { runProbe } from './run-probe.ts';

export interface BillingSource {
  /** Of the customer who owns this domain (A-labels); null when it is not ours. */
  ofDomain(domain: string): Promise<StateBilling | null>;
}

const LIMIT_MS = 2000;

/** `state.billing`; null for a domain that is not ours: nothing is said of it at all. */
export async function probeBilling(
  deps: { readonly billing: BillingSource; readonly clock: Clock },
  domain: string,
): Promise<Evidence | null> {
  let ours = true;
  const evidence = await runProbe('state.billing', deps.clock, LIMIT_MS, async () => {
    const seen = await deps.billing.ofDomain(domain);
    ours = seen !== null;
    return seen ?? { unknown: 'not-ours' };
  });
  return ours ? evidence : null;
}

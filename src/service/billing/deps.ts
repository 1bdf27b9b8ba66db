/** What the use cases of billing need, and its making from the open state of the host. */
import type { JournalStore } from '#src/store/journal/journal-store.ts';
import type { Blocks, Notices } from '../block-port.ts';
import type { Acting } from '../change.ts';

export interface BillingDeps extends Acting {
  readonly blocks: Blocks;
  readonly notices: Notices;
  readonly journal: Pick<JournalStore, 'query'>;
  /** Name of this host: who issues the invoices, and whose mail it is that bounced. */
  readonly hostname: string;
}

/** For the operator's commands. */
export const billingOf = (
  state: Omit<BillingDeps, 'journal' | 'hostname' | 'actor'> & { readonly journalStore: BillingDeps['journal'] },
  hostname: string,
): BillingDeps => ({
  db: state.db,
  clock: state.clock,
  blocks: state.blocks,
  notices: state.notices,
  journal: state.journalStore,
  hostname,
  actor: 'operator',
});

/** `doctor --store`: every stored message read and compared with what was accepted. Reads only; mends nothing. */
import type { MailStore, StoreFault } from '#src/engine/embedded/mail-store.ts';

export interface StoreReport {
  readonly state: 'ok' | 'failed';
  readonly mailboxes: number;
  readonly messages: number;
  readonly faults: readonly StoreFault[];
}

/** Takes as long as reading all mail takes; the host goes on meanwhile. */
export async function verifyStore(deps: { readonly store: MailStore }): Promise<StoreReport> {
  const { mailboxes, messages, faults } = await deps.store.verify();
  return { state: faults.length === 0 ? 'ok' : 'failed', mailboxes, messages, faults };
}

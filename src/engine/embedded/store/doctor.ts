/**
 * What `doctor --store` tells: the faults of the whole store, counted and in order, without any words. Called by the
 * service; a running server answers it for its own store. Never mends anything.
 */
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { MailStore, StoreFault } from '../mail-store.ts';

export interface StoreReport {
  /** True when every message is there, whole and byte for byte what was accepted. */
  readonly whole: boolean;
  readonly mailboxes: number;
  readonly messages: number;
  readonly faults: readonly StoreFault[];
  /** How many of each problem; problems that do not occur are 0. */
  readonly counts: Readonly<Record<StoreFault['problem'], number>>;
  readonly damagedMailboxes: readonly MailboxId[];
  readonly tookMs: number;
}

/** Verifies all mailboxes; `onProgress` after each one. Throws only when the store's own folder cannot be read. */
export async function verifyStore(
  store: MailStore,
  clock: Clock,
  onProgress?: (mailbox: MailboxId, messages: number) => void,
): Promise<StoreReport> {
  const start = clock.monotonic();
  const { mailboxes, messages, faults } = await store.verify(onProgress);
  const counts = { missing: 0, torn: 0, 'index-damaged': 0 };
  for (const { problem } of faults) counts[problem] += 1;
  const damagedMailboxes = [...new Set(faults.map(({ mailbox }) => mailbox))];
  const tookMs = clock.monotonic() - start;
  return { whole: faults.length === 0, mailboxes, messages, faults, counts, damagedMailboxes, tookMs };
}

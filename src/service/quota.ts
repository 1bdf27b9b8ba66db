/** The quota rule of the gate: no more for a mailbox that is at its limit. Used by policy.ts; usage is handed in. */
import type { Mailbox } from '#src/engine/ports.ts';
import { texts } from '#src/messages/catalogue.ts';
import type { MailboxId } from '#src/model/ids.ts';
import type { Refusal } from '#src/model/refusal.ts';

/** Bytes in use; from the mailbox store. */
export type Usage = (mailbox: MailboxId) => Promise<number>;

/** True when nothing more fits, or when a message of the announced size would not. `quotaBytes` 0 = no limit. */
export const isOverQuota = (quotaBytes: number, usedBytes: number, sizeBytes = 0): boolean =>
  quotaBytes > 0 && (usedBytes >= quotaBytes || usedBytes + sizeBytes > quotaBytes);

/** RFC 3463: X.2.2 mailbox full. 552 as intake says it: the sender learns at once, not after days of silent tries. */
export const quotaRefusal = (mailbox: Mailbox): Refusal => ({
  code: 552,
  enhanced: '5.2.2',
  imapCode: 'OVERQUOTA',
  cause: 'acc-quota-full',
  text: texts(mailbox.language).refusals.quotaFull({ address: mailbox.address }),
});

/**
 * Tickets: how our own webmail signs in at the mail doors for a reader whose centre session is open. A ticket is random, good
 * for one sign-in of one mailbox within seconds, and known to this process alone. Issued by service/webmail, taken by
 * service/auth.ts. Never stored, never written to a log, and never given to a browser.
 */
import { randomBytes } from 'node:crypto';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';

export interface Tickets {
  /** A secret that signs this mailbox in once, within `TICKET_MS`. */
  issue(mailbox: MailboxId): string;
  /** True once for a ticket of this mailbox; every try uses it up. */
  redeem(secret: string, mailbox: MailboxId): boolean;
}

export const TICKET_MS = 30_000;
/** No password can look like this by chance: dots and 256 bits. */
const PREFIX = 'postvakt.webmail.';
/** More than could wait at once in earnest; the oldest goes. */
const MOST_WAITING = 10_000;

/** Makes the memory; it holds what was issued and not yet used. */
export function createTickets(clock: Pick<Clock, 'monotonic'>): Tickets {
  const waiting = new Map<string, { readonly mailbox: MailboxId; readonly until: number }>();
  return {
    issue(mailbox) {
      const now = clock.monotonic();
      for (const [secret, { until }] of waiting) {
        if (until > now && waiting.size < MOST_WAITING) break; // in the order of issue: the rest is younger
        waiting.delete(secret);
      }
      const secret = PREFIX + randomBytes(32).toString('base64url');
      waiting.set(secret, { mailbox, until: now + TICKET_MS });
      return secret;
    },
    redeem(secret, mailbox) {
      if (!secret.startsWith(PREFIX)) return false;
      const ticket = waiting.get(secret);
      waiting.delete(secret);
      return ticket !== undefined && ticket.mailbox === mailbox && ticket.until > clock.monotonic();
    },
  };
}

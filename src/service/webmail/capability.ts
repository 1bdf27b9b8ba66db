/**
 * Addresses that carry their own permission: a message's document is shown in a frame of no origin, so its pictures are asked
 * for without the reader's cookie. Each address is signed for one session, message and picture, and good for minutes; it ends
 * with the session. Used by document.ts and the routes of pictures. Holds no state.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MailboxId } from '#src/model/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { sessionAlive } from '#src/store/centre.ts';

/** What an address may show: a part of the message, or a picture from elsewhere. */
export type Shown =
  { readonly kind: 'part'; readonly part: string } | { readonly kind: 'remote'; readonly url: string };
export interface Grant {
  readonly session: string;
  readonly mailbox: MailboxId;
  readonly address: string;
  readonly message: string;
}
export interface Capabilities {
  /** Path and query under `/api/v1`. */
  address(grant: Grant, shown: Shown): string;
  /** What the query of such an address allows; null: forged, late, or the session is over. */
  check(
    query: Readonly<Record<string, string | undefined>>,
  ): Promise<{ readonly grant: Grant; readonly shown: Shown } | null>;
}

export const CAPABILITY_MS = 30 * 60_000;

/** `secret`: the host's; its use here has a name of its own. */
export function createCapabilities(deps: {
  readonly secret: () => Promise<Buffer>;
  readonly clock: Clock;
  readonly db: Database;
}): Promise<Capabilities> {
  return deps.secret().then((secret) => made(deps, secret));
}

function made({ clock, db }: { readonly clock: Clock; readonly db: Database }, secret: Buffer): Capabilities {
  const sign = (said: string): string =>
    createHmac('sha256', secret).update(`webmail picture\n${said}`).digest('base64url');
  return {
    address(grant, shown) {
      const until = Math.floor((clock.now() + CAPABILITY_MS) / 1000);
      const said = Buffer.from(
        JSON.stringify([grant.session, grant.mailbox, grant.address, grant.message, until, shown]),
      ).toString('base64url');
      return `/mail/image?g=${said}&s=${sign(said)}`;
    },
    async check({ g, s }) {
      if (g === undefined || s === undefined || g.length > 12_000) return null;
      const [right, told] = [Buffer.from(sign(g)), Buffer.from(s)];
      if (right.length !== told.length || !timingSafeEqual(right, told)) return null;
      const [session, mailbox, address, message, until, shown] = JSON.parse(Buffer.from(g, 'base64url').toString()) as [
        string,
        MailboxId,
        string,
        string,
        number,
        Shown,
      ];
      const now = clock.now();
      if (now > until * 1000 || !(await sessionAlive(db.sql, session, now))) return null;
      return { grant: { session, mailbox, address, message }, shown };
    },
  };
}

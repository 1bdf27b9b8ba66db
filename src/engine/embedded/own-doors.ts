/**
 * The embedded engine's side of mail-way.ts: our own doors on this machine, signed in by a ticket that is good once. Made by
 * host-app.ts. Never sees a password.
 */
import { isIPv6 } from 'node:net';
import type { MailboxId } from '#src/model/ids.ts';
import type { MailDoor, MailWay } from '../mail-way.ts';

export interface OwnDoorDeps {
  readonly tickets: { readonly issue: (mailbox: MailboxId) => string };
  readonly hostname: string;
  /** Endpoint name → `address:port`, as far as it is open. */
  readonly endpoints: () => Readonly<Record<string, string>>;
  readonly queue: { readonly wasTaken: MailWay['wasTaken'] };
}

/** A door that listens on every address is reached on this machine. */
export function doorOf(where: string): { readonly host: string; readonly port: number } {
  const at = where.lastIndexOf(':');
  const host = where.slice(0, at).replace(/^\[|\]$/g, '');
  const local = isIPv6(host) ? '::1' : '127.0.0.1';
  return { host: host === '0.0.0.0' || host === '::' ? local : host, port: Number(where.slice(at + 1)) };
}

/** Webmail's way through our own doors. */
export function ownDoors({ tickets, hostname, endpoints, queue }: OwnDoorDeps): MailWay {
  // On this machine: a certificate in trouble must not shut webmail too.
  const door = (implicit: string, plain: string): MailDoor | null => {
    const open = endpoints();
    const where = open[implicit] ?? open[plain];
    if (where === undefined) return null;
    const encryption = open[implicit] === undefined ? 'starttls' : 'implicit';
    return { ...doorOf(where), encryption, servername: hostname, ca: null };
  };
  return {
    reading: () => door('imaps', 'imap'),
    sending: () => door('submissions', 'submission'),
    signIn: ({ id, address }) => ({ user: address, secret: tickets.issue(id) }),
    wasTaken: (mailbox, once) => queue.wasTaken(mailbox, once),
  };
}

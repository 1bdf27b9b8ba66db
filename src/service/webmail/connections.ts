/**
 * Webmail's way to the mailbox: IMAP connections to our own doors, signed in by ticket, one for reading per mailbox, kept
 * while somebody reads and closed a while after. Used by the files beside it, never by routes. Knows no engine: whatever
 * speaks IMAP at the door will do. Never sees a password.
 */
import { isIPv6 } from 'node:net';
import { ImapFlow } from 'imapflow';
import type { MailboxId } from '#src/model/ids.ts';
import type { Tickets } from './tickets.ts';

export interface MailUser {
  readonly id: MailboxId;
  readonly address: string;
}
export interface MailDoorDeps {
  readonly tickets: Pick<Tickets, 'issue'>;
  readonly hostname: string;
  /** Endpoint name → `address:port`, as far as it is open. */
  readonly endpoints: () => Readonly<Record<string, string>>;
}
/** The mailbox cannot be reached just now: the door is shut, or it let us not in. `said`: its words, if it had any. */
export class MailDoorShut extends Error {
  readonly said: string;
  constructor(said: string) {
    super(`webmail: ${said}`);
    this.said = said;
  }
}
export interface MailConnections {
  /** Runs `work` on the mailbox's reading connection; works on one mailbox come after each other. Throws MailDoorShut. */
  use<T>(user: MailUser, work: (imap: ImapFlow) => Promise<T>): Promise<T>;
  /** A connection of its own, for IDLE or a long task; whoever opens it logs it out. Throws MailDoorShut. */
  open(user: MailUser): Promise<ImapFlow>;
  close(): Promise<void>;
}

/** Nobody read for so long: the connection goes. */
const IDLE_MS = 120_000;

/** A door that listens on every address is reached on this machine. */
export function doorOf(where: string): { readonly host: string; readonly port: number } {
  const at = where.lastIndexOf(':');
  const host = where.slice(0, at).replace(/^\[|\]$/g, '');
  const local = isIPv6(host) ? '::1' : '127.0.0.1';
  return { host: host === '0.0.0.0' || host === '::' ? local : host, port: Number(where.slice(at + 1)) };
}

/** Makes the keeper of connections; it opens none by itself. */
export function createMailConnections(deps: MailDoorDeps): MailConnections {
  interface Kept {
    imap: ImapFlow | null;
    last: Promise<unknown>;
    idle: NodeJS.Timeout | null;
  }
  const kept = new Map<MailboxId, Kept>();

  async function open(user: MailUser): Promise<ImapFlow> {
    const endpoints = deps.endpoints();
    const where = endpoints.imaps ?? endpoints.imap;
    if (where === undefined) throw new MailDoorShut('no IMAP door is open');
    const imap = new ImapFlow({
      ...doorOf(where),
      secure: endpoints.imaps !== undefined,
      servername: deps.hostname,
      // The door is our own, on this machine: a certificate in trouble must not shut webmail too.
      tls: { rejectUnauthorized: false },
      auth: { user: user.address, pass: deps.tickets.issue(user.id) },
      clientInfo: { name: 'Postvakt webmail' },
      disableAutoIdle: true,
      logger: false,
    });
    imap.on('error', () => undefined); // said again by whatever is asked next
    try {
      await imap.connect();
    } catch (error) {
      imap.close();
      throw new MailDoorShut((error as { responseText?: string }).responseText ?? (error as Error).message);
    }
    return imap;
  }

  function of(user: MailUser): Kept {
    const known = kept.get(user.id);
    if (known !== undefined) return known;
    const fresh: Kept = { imap: null, last: Promise.resolve(), idle: null };
    kept.set(user.id, fresh);
    return fresh;
  }
  const rest = (id: MailboxId, one: Kept): void => {
    one.idle = setTimeout(() => {
      kept.delete(id);
      void one.imap?.logout().catch(() => one.imap?.close());
    }, IDLE_MS);
    one.idle.unref();
  };

  return {
    open,
    use(user, work) {
      const one = of(user);
      const turn = one.last.then(async () => {
        if (one.idle !== null) clearTimeout(one.idle);
        try {
          if (one.imap?.usable !== true) one.imap = await open(user);
          return await work(one.imap);
        } finally {
          rest(user.id, one);
        }
      });
      one.last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      const all = [...kept.values()];
      kept.clear();
      for (const { idle } of all) if (idle !== null) clearTimeout(idle);
      await Promise.all(all.map(async ({ imap }) => await imap?.logout().catch(() => imap.close())));
    },
  };
}

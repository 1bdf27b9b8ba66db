/**
 * Webmail's connections for reading messages: one per mailbox over the way that the engine gives (engine/mail-way.ts), kept
 * while somebody reads and closed a while after. Used by the files beside it, never by routes. Knows no engine: whatever
 * speaks IMAP at the door will do. Never sees a reader's password.
 */
import { ImapFlow } from 'imapflow';
import { type MailOwner, type MailWay, tlsOf } from '#src/engine/mail-way.ts';
import type { MailboxId } from '#src/model/ids.ts';

export type MailUser = MailOwner;
export interface MailDoorDeps {
  /** Where the mailbox is, and as whom we come. */
  readonly way: MailWay;
  /** Our own name, as we greet. */
  readonly hostname: string;
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
  /** Runs `work`, which only reads, on the mailbox's connection: again when that was kept and broke. One after the other. Throws MailDoorShut. */
  use<T>(user: MailUser, work: (imap: ImapFlow) => Promise<T>): Promise<T>;
  /** A connection of its own, for IDLE or a long task; whoever opens it logs it out. Throws MailDoorShut. */
  open(user: MailUser): Promise<ImapFlow>;
  close(): Promise<void>;
}

/** Nobody read for so long: the connection goes. */
const IDLE_MS = 120_000;

const wordsOf = (error: unknown): string =>
  (error as { responseText?: string }).responseText ?? (error as Error).message;

/** Makes the keeper of connections; it opens none by itself. */
export function createMailConnections(deps: MailDoorDeps): MailConnections {
  interface Kept {
    imap: ImapFlow | null;
    last: Promise<unknown>;
    idle: NodeJS.Timeout | null;
  }
  const kept = new Map<MailboxId, Kept>();

  async function open(user: MailUser): Promise<ImapFlow> {
    const door = deps.way.reading(user);
    if (door === null) throw new MailDoorShut('no IMAP door is open');
    const { user: name, secret } = deps.way.signIn(user);
    const imap = new ImapFlow({
      host: door.host,
      port: door.port,
      secure: door.encryption === 'implicit',
      doSTARTTLS: door.encryption === 'starttls',
      servername: door.servername,
      tls: tlsOf(door),
      auth: { user: name, pass: secret },
      clientInfo: { name: 'Postvakt webmail' },
      disableAutoIdle: true,
      logger: false,
    });
    imap.on('error', () => undefined); // said again by whatever is asked next
    try {
      await imap.connect();
    } catch (error) {
      imap.close();
      throw new MailDoorShut(wordsOf(error));
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
          const before = one.imap;
          if (before?.usable === true) {
            try {
              return await work(before);
            } catch (error) {
              // The server ended it (the folder was deleted, a restart): reading again harms nothing.
              if (before.usable) throw error;
            }
          }
          one.imap = await open(user);
          return await work(one.imap).catch((error: unknown) => {
            throw one.imap?.usable === false ? new MailDoorShut(wordsOf(error)) : error;
          });
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

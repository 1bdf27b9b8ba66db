/**
 * Which open connections a mailbox is signed in on, so that all of them can be ended at once (a stolen password was
 * changed). Listeners report their connections, Auth reports who signed in on which. Wired by host.ts.
 */
import type { Auth } from '#src/engine/ports.ts';
import type { ConnectionId, MailboxId } from '#src/model/ids.ts';
import type { OpenConnections } from '#src/net/connection.ts';

export interface Sessions extends OpenConnections {
  /** The same Auth; every sign-in that succeeds is noted. */
  watch(auth: Auth): Auth;
  /** Tells all sessions of a mailbox to end; gives how many. */
  end(mailbox: MailboxId): number;
}

/** Makes the memory; it grows and shrinks with the open connections. */
export function createSessions(): Sessions {
  const open = new Map<ConnectionId, { readonly end: () => void; mailbox?: MailboxId }>();
  const byMailbox = new Map<MailboxId, Set<ConnectionId>>();

  const leave = (id: ConnectionId, mailbox: MailboxId | undefined): void => {
    if (mailbox === undefined) return;
    const rest = byMailbox.get(mailbox);
    rest?.delete(id);
    if (rest?.size === 0) byMailbox.delete(mailbox);
  };
  return {
    opened: (id, end) => void open.set(id, { end }),
    gone: (id) => {
      leave(id, open.get(id)?.mailbox);
      open.delete(id);
    },
    watch: (auth) => ({
      signIn: async (attempt) => {
        const result = await auth.signIn(attempt);
        const { id } = attempt.connection;
        const connection = open.get(id);
        if (!result.ok || connection === undefined) return result;
        leave(id, connection.mailbox);
        connection.mailbox = result.mailbox.id;
        byMailbox.set(result.mailbox.id, (byMailbox.get(result.mailbox.id) ?? new Set()).add(id));
        return result;
      },
      recordRefusedSignIn: (attempt) => auth.recordRefusedSignIn(attempt),
    }),
    end: (mailbox) => {
      const ids = [...(byMailbox.get(mailbox) ?? [])];
      for (const id of ids) open.get(id)?.end();
      return ids.length;
    },
  };
}

/**
 * Writes down what left through an alias, and the reports that we wrote, apart from what mailboxes send. Told by intake once the copies are durable; nobody
 * waits for it, and no limit counts it. A row that cannot be written is told and lost: it only explains.
 */
import type { MailboxId } from '#src/model/ids.ts';
import { newId } from '#src/net/ids.ts';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { domainByName } from '#src/store/domains.ts';
import { insertSends } from '#src/store/send-log.ts';

/** An alias belongs to a domain; no mailbox sent this. */
const NOBODY = '' as MailboxId;

export function createForwardLog(deps: {
  readonly db: Database;
  readonly clock: Clock;
  readonly onTrouble: (error: unknown) => void;
}) {
  const { db, clock, onTrouble } = deps;
  const writing = new Set<Promise<void>>();

  const write = async (alias: string, recipients: number, origin: 'forward' | 'dsn'): Promise<void> => {
    const at = clock.now();
    const domain = await domainByName(db.sql, alias.slice(alias.lastIndexOf('@') + 1).toLowerCase());
    if (domain === null) return;
    await insertSends(db.sql, [{ id: newId(at), at, mailbox: NOBODY, domain: domain.id, origin, recipients }]);
  };
  const note = (address: string, recipients: number, origin: 'forward' | 'dsn'): void => {
    const work = write(address, recipients, origin)
      .catch(onTrouble)
      .finally(() => writing.delete(work));
    writing.add(work);
  };
  return {
    add: (alias: string, recipients: number): void => note(alias, recipients, 'forward'),
    /** A report of ours about a message of this sender, or one that this alias passed on. */
    report: (address: string): void => note(address, 1, 'dsn'),
    /** Resolves when everything told so far is written. */
    settled: async (): Promise<void> => {
      while (writing.size > 0) await Promise.all(writing);
    },
  };
}

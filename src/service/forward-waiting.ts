/** Which addresses of a mailbox's record have not said yes. Asked by the rule book and the script of rules; changes nothing. */
import type { MailboxId } from '#src/model/ids.ts';
import { consentsOf } from '#src/store/forward-consents.ts';
import type { Sql } from '#src/store/tables.ts';

/** Asked and not answered, or refused. What was set up before consent was asked for has no row and is not among them. */
export async function waitingTargets(sql: Sql, mailbox: MailboxId): Promise<ReadonlySet<string>> {
  const all = await consentsOf(sql, mailbox);
  return new Set(all.flatMap(({ state, target }) => (state === 'waiting' || state === 'refused' ? [target] : [])));
}

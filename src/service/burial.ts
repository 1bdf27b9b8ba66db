/** How a mailbox or alias is taken away: row out, tombstone and audit in. Shared by mailboxes, aliases and domains. */
import type { Alias } from '#src/model/alias.ts';
import type { MailboxId, TombstoneId } from '#src/model/ids.ts';
import type { AppPassword, StoredMailbox } from '#src/model/mailbox.ts';
import { newId } from '#src/net/ids.ts';
import { deleteAlias } from '#src/store/aliases.ts';
import { appPasswordsOf } from '#src/store/app-passwords.ts';
import { deleteMailbox } from '#src/store/mailboxes.ts';
import type { Sql } from '#src/store/tables.ts';
import { insertTombstone } from '#src/store/tombstones.ts';
import type { Acting, Audit } from './change.ts';

export interface Burying extends Acting {
  /** Moves the mail aside (engine/embedded/mail-store.ts `remove`); called after the commit, safe to repeat. */
  readonly removeMail: (mailbox: MailboxId) => Promise<void>;
}

/** What a mailbox's tombstone keeps, so that a restore gives back the same mailbox with the same passwords. */
export interface BuriedMailbox {
  readonly mailbox: StoredMailbox;
  readonly appPasswords: readonly AppPassword[];
}

export async function buryMailbox(tx: Sql, audit: Audit, deps: Acting, mailbox: StoredMailbox): Promise<void> {
  const data: BuriedMailbox = { mailbox, appPasswords: await appPasswordsOf(tx, mailbox.id) };
  const deletedAt = deps.clock.now();
  const stone = { id: newId<TombstoneId>(deletedAt), kind: 'mailbox', address: mailbox.address } as const;
  await insertTombstone(tx, { ...stone, subject: mailbox.id, deletedAt, actor: deps.actor, restoredAt: null }, data);
  await deleteMailbox(tx, mailbox.id);
  await audit('mailbox.remove', mailbox.address, { ...mailbox }, null);
}

export async function buryAlias(tx: Sql, audit: Audit, deps: Acting, alias: Alias): Promise<void> {
  const deletedAt = deps.clock.now();
  const stone = { id: newId<TombstoneId>(deletedAt), kind: 'alias', address: alias.address } as const;
  await insertTombstone(tx, { ...stone, subject: alias.id, deletedAt, actor: deps.actor, restoredAt: null }, alias);
  await deleteAlias(tx, alias.id);
  await audit('alias.remove', alias.address, { ...alias }, null);
}

/**
 * The customer's own way out of a suspicion: after a new password, without app passwords from before, and with every
 * session ended, outgoing mail opens again. Called by CLI and centre; support lifts with `block lift` instead.
 */
import { SUSPICION_RULES } from '#src/model/abuse.ts';
import type { MailboxId } from '#src/model/ids.ts';
import { appPasswordsOf } from '#src/store/app-passwords.ts';
import { mailboxByAddress } from '#src/store/mailboxes.ts';
import type { Blocks } from '../block-port.ts';
import type { Acting } from '../change.ts';
import { readAddress } from '../input.ts';
import { done, type Outcome, refused } from '../outcome.ts';

export interface Repairing extends Acting {
  readonly blocks: Pick<Blocks, 'active' | 'lift'>;
  /** Ends every live session of the mailbox; gives how many. */
  readonly endSessions: (mailbox: MailboxId) => number;
}
export interface Repaired {
  readonly address: string;
  /** Codes of the Blocks that were lifted. */
  readonly lifted: readonly string[];
  readonly sessionsEnded: number;
}

/**
 * Lifts what suspicion closed. Refused as long as something is left to do: `repairPasswordOld`, `repairAppPasswords` (with
 * their names); `repairNothing` when no such Block is active; `blockNotYours` when only support may lift one.
 */
export async function releaseAfterRepair(deps: Repairing, typed: string): Promise<Outcome<Repaired>> {
  const address = readAddress(typed);
  if (!address.ok) return address;
  const mailbox = await mailboxByAddress(deps.db.sql, address.value.text);
  if (mailbox === null) return refused('mailboxMissing', { address: address.value.text });
  const active = await deps.blocks.active([{ kind: 'mailbox', id: mailbox.id }]);
  const suspicions = active.filter((block) => SUSPICION_RULES.has(block.rule));
  if (suspicions.length === 0) return refused('repairNothing', { address: mailbox.address });
  const began = Math.min(...suspicions.map((block) => block.since));
  if ((mailbox.passwordChangedAt ?? 0) <= began) return refused('repairPasswordOld', { address: mailbox.address });
  const old = (await appPasswordsOf(deps.db.sql, mailbox.id)).filter((one) => one.createdAt <= began);
  if (old.length > 0)
    return refused('repairAppPasswords', { address: mailbox.address, names: old.map((one) => one.name).join(', ') });
  const mine = suspicions.find((block) => !block.lifters.includes('customer'));
  if (mine !== undefined) return refused('blockNotYours', { block: mine.code });
  // First the sessions: what still runs was signed in with the old password.
  const sessionsEnded = deps.endSessions(mailbox.id);
  const lifted: string[] = [];
  for (const block of suspicions) {
    const ended = await deps.blocks.lift(block.id, 'customer', deps.actor);
    if (!ended.ok) return ended;
    lifted.push(block.code);
  }
  return done({ address: mailbox.address, lifted, sessionsEnded });
}

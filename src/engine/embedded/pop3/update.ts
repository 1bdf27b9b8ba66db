/**
 * What the journal learns of messages that a POP3 client removed: "where did my mail go?" is answered with this.
 * Called by the session at QUIT.
 */
import type { ConnectionFacts } from '#src/model/journal.ts';
import type { Mailbox } from '../../ports.ts';
import type { Entry } from './maildrop.ts';
import type { Pop3Host } from './session.ts';

/** One event a message that has an id (those put there by a client with APPEND have none, and no life line). */
export function recordExpunged(
  host: Pick<Pop3Host, 'journal' | 'clock'>,
  connection: ConnectionFacts,
  mailbox: Mailbox,
  removed: readonly Entry[],
): void {
  const at = host.clock.now();
  for (const { uid, sizeBytes, messageId } of removed) {
    if (messageId === null) continue;
    host.journal.record({
      kind: 'message',
      at,
      connection,
      mailbox: mailbox.id,
      address: mailbox.address,
      messageId,
      step: 'expunged',
      direction: 'local',
      sizeBytes,
      folder: 'INBOX',
      uid,
    });
  }
}

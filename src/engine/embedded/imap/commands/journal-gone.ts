/**
 * The journal of what a client moved or removed: one event a message, at most 200 a command, then one that says how many
 * more. So that "my mail vanished" can be answered with the program that did it. Called by MOVE, EXPUNGE and CLOSE.
 */
import type { MessageEvent } from '#src/model/journal.ts';
import type { MessageRow } from '../../mail-store.ts';
import { accountOf, type ImapContext } from '../context.ts';

const MAX_EVENTS = 200;

export function journalGone(
  context: ImapContext,
  rows: readonly MessageRow[],
  what: {
    readonly step: 'moved' | 'expunged';
    /** The folder they went to, or were removed from. */
    readonly folder: string;
    /** UID in the new folder by old UID. */
    readonly newUid: ReadonlyMap<number, number> | null;
  },
): void {
  const known = rows.filter((row) => row.messageId !== null && (what.newUid === null || what.newUid.has(row.uid)));
  for (const [i, row] of known.entries()) {
    if (i > MAX_EVENTS || row.messageId === null) return;
    const { mailbox } = accountOf(context);
    const event: MessageEvent = {
      kind: 'message',
      at: context.host.clock.now(),
      connection: context.connection.facts,
      mailbox: mailbox.id,
      address: mailbox.address,
      messageId: row.messageId,
      step: what.step,
      direction: 'local',
      folder: what.folder,
      uid: what.newUid?.get(row.uid) ?? row.uid,
      sizeBytes: row.sizeBytes,
      ...(i === MAX_EVENTS ? { reply: `and ${known.length - MAX_EVENTS - 1} more in the same command` } : {}),
    };
    context.host.journal.record(event);
  }
}

/**
 * What follows once a message was taken: its copy in Sent, the mark at the message it answers, its people remembered, its
 * draft away. Each may be done twice without harm, since a program can end between doing and noting. Called by outbox-worker.ts.
 */
import { readFile, rm } from 'node:fs/promises';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { deleteDraft } from '#src/store/webmail-drafts.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';
import type { MailConnections, MailUser } from './connections.ts';
import { sentTo } from './contacts.ts';
import { originOf } from './draft.ts';
import { draftMessageId, removeCopies } from './draft-copy.ts';
import { messageRef } from './message-id.ts';
import { addresseesOf, type Step } from './outgoing.ts';
import { folderFor } from './role-folder.ts';
import type { Uploads } from './uploads.ts';

export interface FollowDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly connections: MailConnections;
  readonly uploads: Pick<Uploads, 'pathOf' | 'of'>;
}

/** Does one step; throws MailDoorShut or what the door said when it has to be tried again. */
export function createFollow(deps: FollowDeps): (step: Step, user: MailUser, row: OutboxRow) => Promise<void> {
  const { connections, uploads } = deps;
  const steps: Readonly<Record<Step, (user: MailUser, row: OutboxRow) => Promise<void>>> = {
    file: async (user, row) => {
      const bytes = await readFile(uploads.pathOf(`${row.id}.eml`));
      const blind = row.blind === '' ? [] : [Buffer.from(`Bcc: ${row.blind}\r\n`)];
      await connections.use(user, async (imap) => {
        const path = await folderFor(imap, '\\Sent', 'Sent');
        const lock = await imap.getMailboxLock(path);
        try {
          await imap.noop(); // an append of ours a moment ago is seen
          const known = await imap.search({ header: { 'message-id': row.message_id } }, { uid: true });
          if (known !== false && known !== undefined && known.length > 0) return;
          await imap.append(
            path,
            Buffer.concat([...blind, bytes]),
            ['\\Seen'],
            new Date(row.sent_at ?? deps.clock.now()),
          );
        } finally {
          lock.release();
        }
      });
    },
    mark: async (user, row) => {
      const origin = originOf(row);
      const place = origin === null ? null : messageRef(origin.id);
      if (origin === null || place === null) return;
      await connections.use(user, async (imap) => {
        const lock = await imap.getMailboxLock(place.path).catch(() => null);
        if (lock === null) return; // the folder is gone, and the message with it
        try {
          if (imap.mailbox === false || Number(imap.mailbox.uidValidity) !== place.validity) return;
          await imap.noop();
          const flag = origin.kind === 'forward' ? '$Forwarded' : '\\Answered';
          await imap.messageFlagsAdd(String(place.uid), [flag], { uid: true });
        } finally {
          lock.release();
        }
      });
    },
    learn: async (user, row) =>
      await sentTo(
        deps,
        user,
        addresseesOf(row).filter(({ state }) => state === 'taken'),
      ),
    tidy: async (user, row) => {
      if (row.draft_id !== null) {
        await removeCopies(connections, user, draftMessageId(row.draft_id, user));
        const files = await uploads.of(row.draft_id);
        await deleteDraft(deps.db.sql, user.id, row.draft_id);
        for (const { id } of files) await rm(uploads.pathOf(id), { force: true });
      }
      await rm(uploads.pathOf(`${row.id}.eml`), { force: true });
    },
  };
  return async (step, user, row) => await steps[step](user, row);
}

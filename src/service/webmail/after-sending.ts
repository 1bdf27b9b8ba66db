/**
 * What follows once a message was taken: its copy in Sent, the mark at the message it answers, its people remembered, its
 * draft away. Each may be done twice without harm, since a program can end between doing and noting. Called by outbox-worker.ts.
 */
import { readFile, rm } from 'node:fs/promises';
import type { Clock } from '#src/net/clock.ts';
import type { Database } from '#src/store/database.ts';
import { deleteDraft } from '#src/store/webmail-drafts.ts';
import type { OutboxRow } from '#src/store/webmail-outbox.ts';
import { MailRefused } from './attempt.ts';
import type { MailUser } from './connections.ts';
import { sentTo } from './contacts.ts';
import { originOf } from './draft.ts';
import { draftMessageId, removeCopies } from './draft-copy.ts';
import { messageRef } from './message-id.ts';
import { addresseesOf, type Step } from './outgoing.ts';
import { listFolders } from './folders.ts';
import { lettersOf, putLetter } from './letters.ts';
import type { Lines } from './lines.ts';
import { roleFolder, storeUids } from './moves.ts';
import type { Uploads } from './uploads.ts';

export interface FollowDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly lines: Lines;
  readonly uploads: Pick<Uploads, 'pathOf' | 'of'>;
}

/** Does one step; throws MailDoorShut or what the door said when it has to be tried again. */
export function createFollow(deps: FollowDeps): (step: Step, user: MailUser, row: OutboxRow) => Promise<void> {
  const { lines, uploads } = deps;
  const file = async (user: MailUser, row: OutboxRow): Promise<void> => {
    const bytes = await readFile(uploads.pathOf(`${row.id}.eml`));
    const blind = row.blind === '' ? [] : [Buffer.from(`Bcc: ${row.blind}\r\n`)];
    await lines.use(user, null, async (line) => {
      const path = await roleFolder(line, await listFolders(line, false), 'sent');
      await line.select(path);
      if ((await lettersOf(line, row.message_id)).length > 0) return; // put there before a crash
      await putLetter(line, path, {
        bytes: Buffer.concat([...blind, bytes]),
        messageId: row.message_id,
        flags: ['\\Seen'],
        atMs: row.sent_at ?? deps.clock.now(),
      });
    });
  };
  /** A full mailbox: the draft's own copy makes room first. */
  const roomy = async (user: MailUser, row: OutboxRow): Promise<void> => {
    try {
      await file(user, row);
    } catch (error) {
      if (!(error instanceof MailRefused) || error.key !== 'mailboxFull' || row.draft_id === null) throw error;
      await removeCopies(lines, user, draftMessageId(row.draft_id, user));
      await file(user, row);
    }
  };
  const steps: Readonly<Record<Step, (user: MailUser, row: OutboxRow) => Promise<void>>> = {
    file: roomy,
    refile: roomy,
    mark: async (user, row) => {
      const origin = originOf(row);
      const place = origin === null ? null : messageRef(origin.id);
      if (origin === null || place === null) return;
      await lines.use(user, place.path, async (line) => {
        const opened = await line.select(place.path).catch((error: unknown) => {
          if (error instanceof MailRefused) return null; // the folder is gone, and the message with it
          throw error;
        });
        if (opened?.validity !== place.validity) return;
        await storeUids(line, [place.uid], '+', [origin.kind === 'forward' ? '$Forwarded' : '\\Answered']);
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
        await removeCopies(lines, user, draftMessageId(row.draft_id, user));
        const files = await uploads.of(row.draft_id);
        await deleteDraft(deps.db.sql, user.id, row.draft_id);
        for (const { id } of files) await rm(uploads.pathOf(id), { force: true });
      }
      await rm(uploads.pathOf(`${row.id}.eml`), { force: true });
    },
  };
  return async (step, user, row) => await steps[step](user, row);
}

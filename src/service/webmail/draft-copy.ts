/**
 * A draft's copy in the Drafts folder, so that other programs see it: put there when the draft is left, replaced by the next,
 * removed when it is sent or thrown away. Called by drafts.ts and after-sending.ts.
 */
import type { MailConnections, MailUser } from './connections.ts';
import { messageId, messageRef } from './message-id.ts';
import { folderFor } from './role-folder.ts';

/** All copies of one draft have this Message-ID. */
export const draftMessageId = (draft: string, user: MailUser): string =>
  `<draft.${draft}@${user.address.slice(user.address.lastIndexOf('@') + 1)}>`;

/** Puts a copy and removes the ones before it; gives its id. Throws MailDoorShut. */
export async function putCopy(
  connections: MailConnections,
  user: MailUser,
  bytes: Buffer,
  id: string,
  before: string | null,
): Promise<string | null> {
  return await connections.use(user, async (imap) => {
    const path = await folderFor(imap, '\\Drafts', 'Drafts');
    const lock = await imap.getMailboxLock(path);
    try {
      await imap.noop(); // what was put there a moment ago is seen
      const old = await imap.search({ header: { 'message-id': id } }, { uid: true });
      const put = await imap.append(path, bytes, ['\\Draft', '\\Seen']);
      const validity = imap.mailbox === false ? 0 : Number(imap.mailbox.uidValidity);
      const place = before === null ? null : messageRef(before);
      const gone = new Set(old === false || old === undefined ? [] : old);
      if (place?.path === path && place.validity === validity) gone.add(place.uid);
      if (put === false || put.uid === undefined) return null;
      gone.delete(put.uid);
      if (gone.size > 0) await imap.messageDelete([...gone].join(','), { uid: true });
      return messageId({ path, validity, uid: put.uid });
    } finally {
      lock.release();
    }
  });
}

/** Removes all copies, and the one that a draft of another program was read from. Throws MailDoorShut. */
export async function removeCopies(
  connections: MailConnections,
  user: MailUser,
  id: string,
  more: string | null = null,
): Promise<void> {
  await connections.use(user, async (imap) => {
    const path = await folderFor(imap, '\\Drafts', 'Drafts');
    const lock = await imap.getMailboxLock(path);
    try {
      await imap.noop();
      const found = await imap.search({ header: { 'message-id': id } }, { uid: true });
      const gone = new Set(found === false || found === undefined ? [] : found);
      const place = more === null ? null : messageRef(more);
      const validity = imap.mailbox === false ? 0 : Number(imap.mailbox.uidValidity);
      if (place?.path === path && place.validity === validity) gone.add(place.uid);
      if (gone.size > 0) await imap.messageDelete([...gone].join(','), { uid: true });
    } finally {
      lock.release();
    }
  });
}

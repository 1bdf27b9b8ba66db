/**
 * A draft's copy in the Drafts folder, so that other programs see it: put there when the draft is left, replaced by the next,
 * removed when it is sent or thrown away. Called by drafts.ts and after-sending.ts.
 */
import type { MailUser } from './connections.ts';
import { listFolders } from './folders.ts';
import { lettersOf, putLetter } from './letters.ts';
import type { ImapLine, Opened } from './line.ts';
import type { Lines } from './lines.ts';
import { messageId, messageRef } from './message-id.ts';
import { expungeUids, roleFolder, stillThere } from './moves.ts';

/** All copies of one draft have this Message-ID. */
export const draftMessageId = (draft: string, user: MailUser): string =>
  `<draft.${draft}@${user.address.slice(user.address.lastIndexOf('@') + 1)}>`;

const openDrafts = async (line: ImapLine): Promise<Opened> =>
  await line.select(await roleFolder(line, await listFolders(line, false), 'drafts'));

/** The copies that are there: of this name, and the one that `place` names. */
async function copies(line: ImapLine, { path, validity }: Opened, id: string, place: string | null) {
  const found = new Set(await lettersOf(line, id));
  const ref = place === null ? null : messageRef(place);
  if (ref?.path === path && ref.validity === validity)
    for (const uid of await stillThere(line, [ref.uid])) found.add(uid);
  return found;
}

/** Puts a copy and removes the ones before it; gives its id. Throws MailDoorShut, `mailboxFull`. */
export async function putCopy(
  lines: Lines,
  user: MailUser,
  bytes: Buffer,
  id: string,
  before: string | null,
): Promise<string | null> {
  return await lines.use(user, null, async (line) => {
    const folder = await openDrafts(line);
    const put = await putLetter(line, folder.path, { bytes, messageId: id, flags: ['\\Draft', '\\Seen'], atMs: null });
    const all = await copies(line, folder, id, before);
    // Two that are put at once agree on the newest.
    const uid = Math.max(put, ...all);
    all.delete(uid);
    await expungeUids(line, [...all]);
    return uid === 0 ? null : messageId({ ...folder, uid });
  });
}

/** Removes all copies, and the one that a draft of another program was read from. Throws MailDoorShut. */
export async function removeCopies(
  lines: Lines,
  user: MailUser,
  id: string,
  more: string | null = null,
): Promise<void> {
  await lines.use(user, null, async (line) => {
    const folder = await openDrafts(line);
    await expungeUids(line, [...(await copies(line, folder, id, more))]);
  });
}

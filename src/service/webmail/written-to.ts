/**
 * Whether the reader has written to somebody before, with whatever program: asked of the folder of what was sent. Called by
 * who-is-known.ts, for the hints. Knows nothing of contacts, and changes nothing.
 */
import { MailRefused } from './attempt.ts';
import { MailDoorShut, type MailUser } from './connections.ts';
import { searchUids } from './filling.ts';
import { listFolders } from './folders.ts';
import type { Piece } from './line.ts';
import type { Lines } from './lines.ts';

/** Makes the question; where the folder cannot be asked, the answer is no. */
export const writtenTo =
  (lines: Pick<Lines, 'use'>) =>
  async (user: MailUser, addresses: readonly string[]): Promise<boolean> => {
    const [address] = addresses;
    if (address === undefined) return false;
    try {
      return await lines.use(user, null, async (line) => {
        const sent = (await listFolders(line, false)).find(({ role }) => role === 'sent');
        if (sent === undefined) return false;
        await line.inFolder(sent.path);
        const key: readonly Piece[] = ['OR TO ', { literal: address }, ' CC ', { literal: address }];
        return (await searchUids(line, key)).length > 0;
      });
    } catch (error) {
      if (error instanceof MailRefused || error instanceof MailDoorShut) return false;
      throw error;
    }
  };

/** The folders of a mailbox as a reader sees them: name, role, how many, how many unread. By IMAP (RFC 9051 §6.3.9, RFC 6154). */
import { attempt } from './attempt.ts';
import { folderId } from './message-id.ts';
import type { Outcome } from '../outcome.ts';
import type { MailConnections, MailUser } from './connections.ts';

export const FOLDER_ROLES = ['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'all', 'flagged'] as const;
export type FolderRole = (typeof FOLDER_ROLES)[number];
export interface Folder {
  /** Opaque; changes when the folder gets another name. */
  readonly id: string;
  readonly path: string;
  readonly name: string;
  /** Id of the folder it lies in. */
  readonly parent: string | null;
  readonly role: FolderRole | null;
  /** False: it holds folders only. */
  readonly holdsMail: boolean;
  readonly total: number;
  readonly unread: number;
}
export interface Folders {
  list(user: MailUser): Promise<Outcome<readonly Folder[]>>;
}

const roleOf = (path: string, use: string | undefined): FolderRole | null => {
  if (path.toUpperCase() === 'INBOX') return 'inbox';
  const role = use?.slice(1).toLowerCase();
  return FOLDER_ROLES.find((one) => one === role) ?? null;
};

/** Makes the list of folders on these connections. */
export function createFolders(connections: MailConnections): Folders {
  return {
    list: (user) =>
      attempt(async () => {
        const found = await connections.use(user, (imap) =>
          imap.list({ statusQuery: { messages: true, unseen: true } }),
        );
        const paths = new Set(found.map(({ path }) => path));
        return found.map((one) => ({
          id: folderId(one.path),
          path: one.path,
          name: one.name,
          parent: paths.has(one.parentPath) ? folderId(one.parentPath) : null,
          role: roleOf(one.path, one.specialUse),
          holdsMail: !one.flags.has('\\Noselect'),
          total: one.status?.messages ?? 0,
          unread: one.status?.unseen ?? 0,
        }));
      }),
  };
}

/** The folder of a mailbox that has a role (RFC 6154). Used by what is put into Drafts and Sent. */
import type { ImapFlow } from 'imapflow';

/** The folder with this role, made under its usual name when there is none. */
export async function folderFor(imap: ImapFlow, use: '\\Sent' | '\\Drafts', usual: string): Promise<string> {
  const all = await imap.list();
  const found = all.find(({ specialUse }) => specialUse === use) ?? all.find(({ path }) => path === usual);
  if (found !== undefined) return found.path;
  return (await imap.mailboxCreate(usual)).path;
}

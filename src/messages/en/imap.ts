/** What the IMAP server answers, in English: one line each, as the mail program shows them. */
import type { imap as shape } from '../nb/imap.ts';

export const imap: typeof shape = {
  noSuchFolder: (a) => `The folder "${a.folder}" does not exist.`,
  folderExists: (a) => `The folder "${a.folder}" exists already.`,
  folderHasChildren: (a) => `The folder "${a.folder}" has folders in it. Delete or move them first.`,
  badFolderName: (a) => `"${a.folder}" cannot be the name of a folder.`,
  notAllowed: (a) => `The folder "${a.folder}" cannot be changed in this way.`,
  tooManyFolders: () => 'The mailbox has as many folders as it can have.',
  mailboxFull: () => 'The mailbox is full. Delete something, or ask for more space.',
  noSpace: () => 'We cannot store anything right now. The fault is ours; try again shortly.',
  readOnly: () => 'The folder is open for reading only.',
  someGone: () => 'Some of the messages have meanwhile been deleted by another program.',
  damaged: () => 'A message is damaged on our side. The others can be read; please contact support.',
  folderGone: () => 'The folder was deleted by another program.',
  tooManyConnections: (a) =>
    `Too many connections to the mailbox at once (at most ${a.max}). Close some mail programs.`,
  serverTrouble: () => 'Something went wrong on our side. The connection is closed; try again.',
  quotaBySupport: () => 'Space is changed in the customer centre, not from here.',
};

/** What webmail answers when something did not work, in English. Keys are those of service/webmail. */
import type { webmailProblems as nb } from '../nb/webmail-problems.ts';

export const webmailProblems: typeof nb = {
  folderGone: (): string => 'The folder is no longer there. Another program may have deleted or renamed it.',
  messageGone: (): string => 'The message is no longer here. Another program may have moved or deleted it.',
  mailboxFull: (): string =>
    'The mailbox is full, so it was not done. Delete something or empty the trash, and try again.',
  folderExists: (): string => 'There is a folder with this name already.',
  folderNameBad: (): string =>
    'This name cannot be used. Choose one without slash, asterisk or per cent sign, and not too long.',
  folderKept: (): string => 'The mailbox needs this folder. It cannot be deleted or renamed.',
  folderIntoItself: (): string => 'A folder cannot lie inside itself.',
  folderHoldsNoMail: (): string => 'This folder only has other folders in it, no messages.',
  foldersTooMany: (): string => 'The mailbox has as many folders as it can have. Delete one and try again.',
  folderNotEmptied: (): string => 'Only Junk and Trash can be emptied.',
  removeForGood: (): string => 'The messages are in the trash. From here they can only be deleted for good.',
  searchEmpty: (): string => 'Write something to search for.',
  mailRefused: (a: { said: string }): string => `The mailbox said no: ${a.said}`,
};

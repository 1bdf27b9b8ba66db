/** What webmail answers when something did not work, in English. Keys are those of service/webmail. */
import type { webmailProblems as nb } from '../nb/webmail-problems.ts';

export const webmailProblems: typeof nb = {
  folderGone: (): string => 'The folder is no longer there. Another program may have deleted or renamed it.',
  messageGone: (): string => 'The message is no longer here. Another program may have moved or deleted it.',
  mailboxFull: (): string =>
    'The mailbox is full, so it was not done. Delete something or empty the trash, and try again.',
  draftUncopied: (): string =>
    'The draft is kept with us, but found no room in the folder for drafts, because the mailbox is full. Other programs see it once you have deleted something.',
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
  draftGone: (): string => 'The draft is no longer there. It may have been sent or discarded in another window.',
  draftChanged: (): string =>
    'The draft was changed in another window or another program. Nothing is overwritten: choose which one to keep.',
  draftOnItsWay: (): string => 'The message is already on its way.',
  draftTooLong: (): string => 'The text is too long to be kept. Put some of it into an attachment.',
  uploadTooLarge: (a) =>
    `“${a.name}” does not fit. All attachments together can be ${a.max} MB; there is room for ${a.left} MB more.`,
  uploadBroken: (a) => `“${a.name}” did not arrive whole. Try once more.`,
  tooManyDrafts: (a) => `You have ${a.max} drafts. Send or discard some of them, then there is room for new ones.`,
  draftFilesFull: (): string =>
    'The files of your drafts are too large together. Send or discard some of the drafts, then there is room again.',
  tooManyFiles: (a) => `A message can have ${a.max} files.`,
  nobodyToSendTo: (): string => 'Write whom the message is for.',
  recipientsBad: (a) => `These are not whole addresses: ${a.addresses}`,
  recipientsTooMany: (a) =>
    `The message has ${a.count} recipients, and the limit is ${a.max} in one message. Split them up.`,
  recipientsShownTooMany: (a) =>
    `So many cannot stand visibly in To and Cc (${a.max} at most). Move them to Bcc; then they do not see each other either.`,
  senderNotYours: (a) => `You cannot send as ${a.address}.`,
  undoTooLate: (): string => 'It is too late to undo. The message is on its way.',
  notStopped: (): string => 'The message is not stopped; it is on its way or sent.',
  senderNotProven: (): string => 'The sender is not verified, so the pictures are shown only when you ask.',
  pictureSendersFull: (a: { max: number }): string =>
    `You have chosen ${a.max} senders, and there is no room for more. Take some away in the settings.`,
  unsubscribeNotOffered: (): string => 'This message does not say how we can take you off the list.',
  unsubscribeRunning: (): string => 'An unsubscription is already under way. Wait a moment and try again.',
};

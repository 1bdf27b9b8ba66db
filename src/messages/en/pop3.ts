/** What the POP3 server answers, in English: one line each, as the mail program shows them. */
import type { pop3 as shape } from '../nb/pop3.ts';

export const pop3: typeof shape = {
  noSuchMessage: (a) => `There is no message ${a.number}.`,
  messageGone: (a) => `Message ${a.number} has meanwhile been deleted by another program.`,
  damaged: (a) => `Message ${a.number} is damaged on our side. The others can be read; please contact support.`,
  signInFirst: () => 'Sign in first, with the complete e-mail address and the password.',
  userFirst: () => 'The user name must come before the password.',
  alreadySignedIn: () => 'You are signed in already.',
  alreadyEncrypted: () => 'The connection is encrypted already.',
  unknownCommand: () => 'There is no such command here.',
  badArguments: (a) => `The command ${a.command} must be written differently.`,
  lineTooLong: () => 'The line is too long.',
  notNow: () => 'The command cannot be used now.',
  notBase64: () => 'The sign-in could not be read.',
  thisIsPop3: (a) => `This is POP3, but the program speaks IMAP. Use port ${a.imapsPort} with SSL/TLS for IMAP.`,
  noApop: () => 'There is no APOP here. Choose "normal password" with SSL/TLS.',
  notRemoved: () => 'The messages could not be deleted right now. They are still there.',
  serverTrouble: () => 'Something went wrong on our side. Try again shortly; do not change your password.',
};

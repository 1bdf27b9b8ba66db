/** Changing a password, in English. */
import type { PasswordWords } from './password-nb.ts';
export const en: PasswordWords = {
  changed: (time) => `Changed ${time}.`,
  never: 'The mailbox has no password yet.',
  current: 'The password you have now',
  next: 'New password',
  hint: 'At least eight characters. Three common words are better than one hard one.',
  button: 'Change password',
  effect: 'Every program that uses this password needs the new one. App passwords work as before.',
  done: 'The password is changed. Type it again in your mail programs.',
  empties: 'Fill in the field.',
  make: 'Make one for me',
  made: 'Made for you. Copy it before you save.',
};

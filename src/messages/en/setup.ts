/** The page behind the one-time link that sets up a phone, in English; and what stands in the profile. */
import type { SetupWords } from '../nb/setup.ts';

export const setup: SetupWords = {
  title: 'Set up your e-mail here',
  forWhom: (a) => `E-mail for ${a.address}.`,
  once: (a) => `The link works once, and only for another ${a.minutes === 1 ? 'minute' : `${a.minutes} minutes`}.`,
  appleTitle: 'iPhone, iPad and Mac',
  appleText:
    'Get the profile and choose Allow. Then open Settings on the device, tap “Profile Downloaded” at the top, and tap Install.',
  appleButton: 'Get the profile',
  otherTitle: 'Android and other programs',
  otherText: 'Show what to type into the program. Keep the page open until you are done: it cannot be shown again.',
  otherButton: 'Show the settings',
  gone: 'This link is no longer valid',
  goneText:
    'It has been used, or the 15 minutes are over. Make a new one in the customer centre: choose the mailbox, then “Set up a program or phone”.',
  steps: 'Add an e-mail account in the program, choose “Other” or “IMAP”, and type this:',
  address: 'E-mail address',
  userName: 'User name',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  server: 'Server',
  port: 'Port',
  security: 'Security',
  password: 'Password',
  ownPassword: 'the password of the mailbox',
  passwordOnce: 'Made for this device and shown only now.',
  profile: (a) =>
    `Sets up e-mail for ${a.address}. The profile holds nothing but the e-mail account and can be removed at any time.`,
};

/** The settings that a program needs, in English. */
import type { SetupWords } from './setup-nb.ts';
export const en: SetupWords = {
  lead: 'Choose a program for its shortest way, get the profile for iPhone, or copy the settings.',
  userName: 'User name',
  server: 'Server',
  incoming: 'Incoming (IMAP)',
  pop: 'Incoming (POP3)',
  popText: 'Only for old programs: fetches to one device.',
  outgoing: 'Outgoing (SMTP)',
  port: 'Port',
  tls: 'SSL/TLS',
  starttls: 'STARTTLS',
  auth: 'The outgoing server needs a sign-in: same user name and password.',
  check: 'Check the settings of your program',
  open: 'Set up a program or phone',
};

/** Start, start page and command line in English. */
import type { host as shape } from '../nb/host.ts';

export const host: typeof shape = {
  start: {
    title: 'Postvakt is running',
    intro: 'This page is for whoever runs the host. It shows where everything listens and what a mail program needs.',
    endpoints: 'Where we listen',
    incoming: 'Incoming mail (IMAP)',
    outgoing: 'Outgoing mail (SMTP)',
    host: 'Server',
    port: 'Port',
    security: 'Encryption',
    user: 'User name',
    wholeAddress: 'the complete e-mail address',
    password: 'Password',
    chosen: 'the password chosen for the mailbox',
    authority: 'The certificate of your own authority (install it and the mail program trusts the server)',
    domains: 'Domains and mailboxes',
    noDomains: 'No domains yet. Create the first:',
    linkUsed: 'This link is used up or wrong. Run “npx postvakt start-link” for a new one.',
    records: 'DNS records that the domain needs',
  },
  running: (a) => `Postvakt is running. Its data is in ${a.folder}.`,
  signIn: (a) => `First sign-in: ${a.url}`,
  stopHint: 'Stop with Ctrl+C. Mailboxes and queue stay.',
  hostnameHint: 'The host name is “localhost”: good for trying. Set “hostname” before real mail.',
  usage: 'Usage',
  commands: 'Commands',
  none: 'None.',
};

/** The words around the explanation of a pasted text, in English. */
import type { explain as shape } from '../nb/pasted-words.ts';

export const explain: typeof shape = {
  recognised: 'This is what the text says:',
  unknown: 'We do not recognise anything in this text.',
  unknownAdvice:
    'Paste the whole error message or the whole bounce, and the address it is about if you can (--subject).',
  ownDecides: (a) => `Our own logs of ${a.subject} were read together with the text.`,
  alone: 'Only the text was judged. Name the address it is about, and we compare it with our own logs.',
  fits: (a) => `The text “${a.quote}” from ${a.program} fits this.`,
  program: 'From',
  code: 'Code',
  direction: { incoming: 'About incoming mail', outgoing: 'About outgoing mail' },
  recipient: 'Recipient',
  reporter: 'Reported by',
  remote: 'The answer came from',
  answer: 'The answer',
  sent: 'Sent',
  causes: 'It can mean, the likeliest first:',
  programs: {
    outlook: 'Outlook',
    thunderbird: 'Thunderbird',
    apple: 'Apple Mail',
    android: 'the mail app of the phone',
    roundcube: 'the webmail',
    client: 'the mail program',
    system: 'the device',
    server: 'a mail server',
    gmail: 'Gmail',
    microsoft: 'Microsoft',
    yahoo: 'Yahoo',
    't-online': 'T-Online',
    telenor: 'Telenor',
    telia: 'Telia',
    'one.com': 'one.com',
    ionos: 'IONOS',
    postvakt: 'us',
  },
  /** Causes that only a text names: no other check finds them yet. */
  others: {
    'acc-lockout-account': {
      title: 'The account is locked for a while',
      why: 'After many wrong passwords the server lets nobody in for a while, not even with the right one.',
    },
    'dom-routing-remote-but-here': {
      title: 'The server sends the mail to itself',
      why: 'The domain points here but is set up as if its mailboxes were somewhere else.',
    },
    'svc-filter-down': {
      title: 'The virus or spam filter does not answer',
      why: 'The server puts the mail off until the filter is back. Nothing is lost.',
    },
    'net-customer-ip-listed': {
      title: 'The address of your network is on a block list',
      why: 'The server says no to the network you send from, not to you.',
    },
    'net-port25-blocked': {
      title: 'Your access provider closes port 25',
      why: 'Many access providers close port 25 against spam. Ports 465 and 587 are open.',
    },
    'cli-smtp-other-provider': {
      title: 'The program sends through another provider',
      why: 'The outgoing server is not the one your mailbox is on, and it does not know you.',
    },
    'cli-cert-exception-stale': {
      title: 'An old certificate exception no longer holds',
      why: 'You once accepted a certificate by hand. It has been renewed, and the program says no.',
    },
    'net-login-rate-disguised': {
      title: 'Too many sign-ins in a short time',
      why: 'Some servers answer “wrong password” when mail is fetched too often.',
    },
    'svc-tls-hardened': {
      title: 'The server has switched old encryption off',
      why: 'Older programs that know only the old one no longer get in.',
    },
  },
};

/** The words of the page on which a program or a phone is set up, in English. */
import type { Words } from './nb.ts';

const typedBelow = 'Type the servers shown further down. The user name is the complete address in both places.';

export const en: Words = {
  title: 'Set up a program or phone',
  lead: 'Choose the program and we show the shortest way.',
  which: 'Which program?',
  programs: {
    thunderbird: 'Thunderbird',
    'outlook-new': 'New Outlook',
    outlook: 'Classic Outlook',
    mac: 'Mail on a Mac',
    iphone: 'iPhone and iPad',
    gmail: 'Gmail on Android',
    samsung: 'Samsung Email',
    k9: 'Thunderbird for Android and K-9',
    fairemail: 'FairEmail',
    other: 'Another program',
  },
  how: (program) => `${program}: how to do it`,
  steps: {
    thunderbird: {
      found: [
        'Open the menu (☰) and choose New Account, then Email.',
        'Type your name and the address, and choose Continue. Thunderbird finds the servers.',
        'Type the password when it asks, and choose Continue until the account is there.',
      ],
      typed: [
        'Open the menu (☰) and choose New Account, then Email.',
        'Type your name and the address, and choose Configure manually.',
        typedBelow,
      ],
    },
    'outlook-new': {
      found: [],
      typed: [
        'Open Settings (the gear), Accounts and Add account, and type the address.',
        'If Outlook suggests something else, choose Choose provider, then IMAP.',
        'Type the password and turn on Show more.',
        typedBelow,
      ],
    },
    outlook: {
      found: [
        'Choose File, then Add Account.',
        'Type the address and choose Connect. Outlook finds the servers.',
        'Type the password and choose Connect once more.',
      ],
      typed: [
        'Choose File, then Add Account, and type the address.',
        'Open Advanced options, tick Let me set up my account manually, choose Connect, then IMAP.',
        typedBelow,
      ],
    },
    mac: {
      found: [],
      typed: [
        'Get the profile on the Mac and open the file.',
        'Open System Settings, search for Profiles (Device Management in newer versions), and choose Install.',
        'Type the password when the Mac asks. The account is then in Mail.',
      ],
    },
    iphone: {
      found: [],
      typed: [
        'Make the code here and point the phone’s camera at it.',
        'Tap Get the profile, then Allow.',
        'Open Settings on the phone, tap “Profile Downloaded” at the top, then Install.',
      ],
    },
    gmail: {
      found: [],
      typed: [
        'Open Gmail, tap your picture and choose Add another account, then Other.',
        'Type the address, tap Manual setup and choose Personal (IMAP).',
        typedBelow,
      ],
    },
    samsung: {
      found: [],
      typed: [
        'Open Email and choose Other.',
        'Type the address and the password and tap Manual setup, not Sign in. Choose IMAP account.',
        typedBelow,
      ],
    },
    k9: {
      found: [],
      typed: [
        'Make the code here.',
        'Open the app, choose Import settings, then to scan a QR code.',
        'Point the camera at the code. The account is there.',
      ],
    },
    fairemail: {
      found: [
        'Open Settings and choose Quick setup, then Other provider.',
        'Type name, address and password and tap Check. FairEmail finds the rest.',
      ],
      typed: ['Open Settings and choose Manual setup and account options.', typedBelow],
    },
    other: {
      found: [
        'Type the address and the password. Many programs find the rest themselves.',
        'If the program asks for more, use the settings below.',
      ],
      typed: ['Add an account and choose IMAP.', typedBelow],
    },
  },
  notFound: 'For this domain the program does not find the servers itself yet, so they have to be typed.',
  toDomain: 'See what is missing',
  microsoft: 'New Outlook fetches the mail through Microsoft’s servers, so Microsoft signs in for you.',
  ownAuthority: 'This host has a certificate that it issued itself. Programs warn until the certificate is installed.',
  authority: 'Get the certificate',
  profile: 'Get the profile',
  profileText: 'The profile holds this account alone, not the password, and can be removed at any time.',
  article: 'The whole guide, with a picture',

  phone: {
    title: 'Carry it over to the phone',
    text: 'You get a code that works once, for 15 minutes. The phone does not have to sign in here.',
    password: 'The password on the phone',
    own: 'Make an app password for this phone (recommended)',
    ownText: 'Then there is nothing to type, and if you lose the phone you take back that one password.',
    typed: 'The phone asks for the password',
    name: 'Name of the phone',
    nameHint: 'So that you know it in the list of app passwords.',
    nameEmpty: 'Give the phone a name.',
    names: { iphone: 'iPhone', k9: 'Android phone' },
    make: 'Make the code',
    scan: 'Point the camera at the code',
    scanApp: 'Scan the code in the app',
    label: (address) => `QR code that sets up ${address}`,
    left: 'The code is valid for',
    over: 'The code is no longer valid.',
    again: 'Make a new one',
    open: 'Open on this device',
    copyLink: 'The link',
    secret: (name) => `The app password for ${name} is shown only now`,
    secretText: 'It is in the code, so you need it only if the phone asks all the same.',
    inside: 'Whoever has the code gets the password. Do not show it to others.',
  },

  values: {
    title: 'The settings',
    text: 'The same in every program.',
    userName: 'User name',
    incoming: 'Incoming (IMAP)',
    pop: 'Incoming (POP3)',
    popText: 'Only for old programs: fetches to one device.',
    outgoing: 'Outgoing (SMTP)',
    auth: 'Needs a sign-in: the same user name and password.',
    server: 'Server',
    port: 'Port',
    security: 'Security',
    tls: 'SSL/TLS',
    starttls: 'STARTTLS',
    or: (port, security) => `If the port is closed where you are: ${port} with ${security}.`,
    popShow: 'Settings for POP3',
  },

  password: {
    title: 'The password',
    either:
      'The password of the mailbox works. An app password is better: one for each program, and each can be taken back alone.',
    'app-only': 'This mailbox lets programs in with app passwords only. Make one for the program.',
    'must-change':
      'The password of the mailbox must be changed before a program gets in with it. An app password works now.',
    none: 'The mailbox has no password yet. An app password works all the same.',
    make: 'Make an app password',
    secret: (name) => `The app password for ${name} is shown only now`,
    secretText: 'Paste it where the program asks for the password.',
    done: 'I have copied it',
  },
  wrong: 'Does it not work? The diagnosis sees what the program tried and says what is wrong.',
  diagnose: 'Find out why',
  watch: 'See what the program does now',
};

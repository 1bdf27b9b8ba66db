/** What the settings of each mail program look like, as data: which fields, in which order, which are marked. Drawn by dialogs.ts. */

export type Field =
  | 'imap.host'
  | 'imap.port'
  | 'imap.tls'
  | 'smtp.host'
  | 'smtp.port'
  | 'smtp.tls'
  | 'kind'
  | 'login'
  | 'password'
  | 'sign-in'
  | 'auth'
  | 'sender';
/** A mark is a key of the legend. */
export type MarkKey = 'server' | 'incoming' | 'outgoing' | 'user' | 'signIn' | 'password' | 'imap' | 'sender';
export interface Row {
  readonly field: Field;
  readonly mark?: MarkKey;
}
export interface Program {
  /** What stands in its title. */
  readonly title: string;
  /** `window`: label beside a box; `material`: label above a line; `list`: label left, value right; `columns`: in and out beside each other. */
  readonly look: 'window' | 'material' | 'list' | 'columns';
  readonly groups: readonly (readonly ['incoming' | 'outgoing' | 'kind', readonly Row[]])[];
  readonly button: 'next' | 'save' | null;
}

const r = (field: Field, mark?: MarkKey): Row => (mark === undefined ? { field } : { field, mark });

export const PROGRAMS: Readonly<Record<string, Program>> = {
  'outlook-new': {
    title: 'Outlook',
    look: 'window',
    groups: [
      ['incoming', [r('kind', 'imap'), r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls')]],
      ['outgoing', [r('login', 'user'), r('smtp.host'), r('smtp.port', 'outgoing'), r('smtp.tls')]],
    ],
    button: 'next',
  },
  'outlook-classic': {
    title: 'Outlook · IMAP',
    look: 'window',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('smtp.tls'), r('sign-in', 'signIn')]],
    ],
    button: 'next',
  },
  'outlook-mac': {
    title: 'Outlook for Mac',
    look: 'window',
    groups: [
      ['incoming', [r('login', 'user'), r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('smtp.tls')]],
    ],
    button: 'save',
  },
  'outlook-mobile': {
    title: 'Outlook',
    look: 'material',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('imap.port', 'incoming'), r('login', 'user')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('password', 'password')]],
    ],
    button: 'save',
  },
  'apple-iphone': {
    title: 'iPhone · Mail',
    look: 'list',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('login', 'user'), r('password')]],
      ['outgoing', [r('smtp.host'), r('login'), r('password', 'password')]],
    ],
    button: 'next',
  },
  'apple-mac': {
    title: 'Mail · macOS',
    look: 'window',
    groups: [
      ['incoming', [r('login', 'user'), r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('auth', 'signIn')]],
    ],
    button: 'save',
  },
  thunderbird: {
    title: 'Thunderbird',
    look: 'columns',
    groups: [
      [
        'incoming',
        [r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls'), r('auth'), r('login', 'user')],
      ],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('smtp.tls'), r('auth', 'signIn'), r('login')]],
    ],
    button: 'next',
  },
  'gmail-android': {
    title: 'Gmail',
    look: 'material',
    groups: [
      ['incoming', [r('login', 'user'), r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls')]],
      ['outgoing', [r('sign-in', 'signIn'), r('smtp.host'), r('smtp.port', 'outgoing')]],
    ],
    button: 'next',
  },
  'samsung-mail': {
    title: 'Samsung Email',
    look: 'material',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('imap.tls'), r('imap.port', 'incoming'), r('login', 'user')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('sign-in', 'signIn')]],
    ],
    button: 'next',
  },
  'k9-mail': {
    title: 'Thunderbird · K-9 Mail',
    look: 'material',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('imap.tls'), r('imap.port', 'incoming'), r('login', 'user')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('auth', 'signIn')]],
    ],
    button: 'next',
  },
  fairemail: {
    title: 'FairEmail',
    look: 'material',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('imap.port', 'incoming'), r('login', 'user')]],
      ['outgoing', [r('sender', 'sender'), r('smtp.host'), r('smtp.port', 'outgoing'), r('password', 'password')]],
    ],
    button: 'save',
  },
  'em-client': {
    title: 'eM Client',
    look: 'window',
    groups: [
      ['incoming', [r('imap.host', 'server'), r('imap.port', 'incoming'), r('imap.tls'), r('login', 'user')]],
      ['outgoing', [r('smtp.host'), r('smtp.port', 'outgoing'), r('auth', 'signIn')]],
    ],
    button: 'save',
  },
  printer: {
    title: 'SMTP',
    look: 'window',
    groups: [
      [
        'outgoing',
        [
          r('smtp.host', 'server'),
          r('smtp.port', 'outgoing'),
          r('smtp.tls'),
          r('sign-in', 'signIn'),
          r('login', 'user'),
          r('sender', 'sender'),
        ],
      ],
    ],
    button: 'save',
  },
};

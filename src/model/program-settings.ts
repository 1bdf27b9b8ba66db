/**
 * What the settings of a mail program are, whatever file they stand in: accounts with a server to fetch from and one to send
 * through, each value with its line and the way to say another one in that very place. Made by protocol/program-settings,
 * judged by diagnosis/program-settings. Holds no password, ever: parsers leave them where they are.
 */
export type ServerKind = 'imap' | 'pop3' | 'smtp';
/** `tls` from the first byte; `optional`: STARTTLS only if the server offers it. */
export type Security = 'tls' | 'starttls' | 'optional' | 'none';
/** `password`: PLAIN or LOGIN; `hashed`: CRAM-MD5 and the like; `any`: what the program and the server agree on. */
export type SignInWay = 'password' | 'hashed' | 'ntlm' | 'kerberos' | 'certificate' | 'oauth' | 'any' | 'none';

/** In the file's text, counted in UTF-16 code units: what stands from `start` to `end` gives way to `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Put<T> {
  put(value: T): readonly TextEdit[];
}
/** One value. `isWritten` false: the program's own default. */
export interface Said<T> {
  readonly value: T;
  readonly isWritten: boolean;
  /** From 1; null where there is no line for it. */
  readonly line: number | null;
  /** How the file would say another value, all else untouched; null where it cannot. */
  readonly put: Put<T>['put'] | null;
}

export interface ServerSettings {
  readonly kind: ServerKind;
  readonly host: Said<string>;
  /** Null: not told, and nothing follows from the rest. */
  readonly port: Said<number | null>;
  readonly security: Said<Security | null>;
  readonly userName: Said<string>;
  readonly signIn: Said<SignInWay | null>;
  /** Only where the file says so. */
  readonly checksCertificate?: Said<boolean>;
  readonly connections?: Said<number>;
  readonly folderPrefix?: Said<string>;
  /** POP3: whether mail stays on the server. */
  readonly leavesMail?: Said<boolean>;
}

/** What becomes of a copy of what is sent; only where the file says so. */
export interface SentCopy {
  readonly isKept?: Said<boolean>;
  /** The folder on the server; null: a place on the machine itself. Left out where nobody can tell. */
  readonly folder?: Said<string | null>;
}

export interface AccountSettings {
  /** As the program calls it. */
  readonly name: string;
  /** Sender addresses, the account's own first. */
  readonly from: readonly Said<string>[];
  readonly incoming: ServerSettings | null;
  readonly outgoing: ServerSettings | null;
  /** Other servers for sending that the program knows, each with the way to choose it. */
  readonly choices?: readonly { readonly server: ServerSettings; readonly choose: readonly TextEdit[] }[];
  /** True where another account sends through the same entry: changing it would change both. */
  readonly sharesOutgoing?: boolean;
  /** One for each sender that says something of it. */
  readonly sentCopies?: readonly SentCopy[];
  /** True where the format has no place for the other direction (mbsync fetches only). */
  readonly isHalf?: boolean;
}

export const PROGRAM_FORMATS = [
  'thunderbird',
  'outlook-prf',
  'outlook-registry',
  'apple-profile',
  'k9',
  'fairemail',
  'msmtp',
  'mbsync',
  'mutt',
  'fetchmail',
  'getmail',
  'offlineimap',
  'evolution',
  'kmail',
  'text',
] as const;
export type ProgramFormat = (typeof PROGRAM_FORMATS)[number];

export interface ProgramSettings {
  readonly format: ProgramFormat;
  readonly accounts: readonly AccountSettings[];
  /** How many passwords stand in the file; they were not read. */
  readonly passwords: number;
}

/** Why nothing can be said of a file. */
export type Unreadable =
  | 'empty'
  | 'too-large'
  /** An export that is encrypted with a password. */
  | 'encrypted'
  /** A picture, a PDF, a database: bytes that are no text. */
  | 'binary'
  | 'unknown'
  /** Recognised, but there is no account in it. */
  | 'no-accounts';
export type ReadSettings =
  | { readonly ok: true; readonly value: ProgramSettings }
  | { readonly ok: false; readonly why: Unreadable; readonly format: ProgramFormat | null };

export const MOST_FILE_BYTES = 2_097_152;
export const MOST_ACCOUNTS = 60;

/** The ports that mean something, and what each is for. */
export const USUAL_DOORS: readonly {
  readonly kind: ServerKind;
  readonly port: number;
  readonly security: 'tls' | 'starttls';
}[] = [
  { kind: 'imap', port: 993, security: 'tls' },
  { kind: 'imap', port: 143, security: 'starttls' },
  { kind: 'pop3', port: 995, security: 'tls' },
  { kind: 'pop3', port: 110, security: 'starttls' },
  { kind: 'smtp', port: 465, security: 'tls' },
  { kind: 'smtp', port: 587, security: 'starttls' },
];

/** The port a program takes where none is written. */
export function usualPort(kind: ServerKind, security: Security | null): number {
  const isTls = security === 'tls';
  if (kind === 'imap') return isTls ? 993 : 143;
  if (kind === 'pop3') return isTls ? 995 : 110;
  return isTls ? 465 : security === 'starttls' ? 587 : 25;
}

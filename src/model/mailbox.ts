/** A mailbox: one address with storage, which its user signs in to. Pure. */
import type { AppPasswordId, DomainId, MailboxId } from './ids.ts';
import type { Endpoint } from './endpoint.ts';
import type { Language } from './language.ts';

/** Ways in that can be switched off one by one: reading by IMAP or POP3, sending by SMTP. */
export const SIGN_IN_PROTOCOLS = ['imap', 'pop3', 'smtp'] as const;
export type SignInProtocol = (typeof SIGN_IN_PROTOCOLS)[number];

export interface StoredMailbox {
  readonly id: MailboxId;
  /** Canonical address. */
  readonly address: string;
  readonly domain: DomainId;
  /** Local part as the customer wrote it. */
  readonly local: string;
  /** PHC text of model/password-hash.ts; null = no password was ever set. */
  readonly passwordHash: string | null;
  readonly mustChange: boolean;
  readonly language: Language;
  /** Own quota; null = the plan's, 0 = none. */
  readonly quotaBytes: number | null;
  readonly plan: string;
  readonly protocols: readonly SignInProtocol[];
  /** ISO 3166 codes in order; null = any. */
  readonly signInCountries: readonly string[] | null;
  readonly passwordChangedAt: number | null;
  readonly previousPasswordHash: string | null;
  /** Until when the previous hash may be compared (epoch ms). */
  readonly previousPasswordUntil: number | null;
  /** Mail programs sign in with app passwords only; the mailbox's own password is for our pages. Absent = no. */
  readonly appPasswordsOnly?: boolean;
  readonly createdAt: number;
}

/** A password for one program, with its own name; can be taken back alone. */
export interface AppPassword {
  readonly id: AppPasswordId;
  readonly mailbox: MailboxId;
  readonly name: string;
  readonly passwordHash: string;
  readonly scopes: readonly SignInProtocol[];
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** How long the password before the last is remembered, to tell an old device from guessing: 90 days. */
export const PREVIOUS_PASSWORD_MS = 90 * 24 * 3600 * 1000;

/** Which switch an endpoint belongs to; null where nobody signs in. */
export function signInProtocolOf(endpoint: Endpoint): SignInProtocol | null {
  switch (endpoint) {
    case 'imap':
    case 'imaps':
      return 'imap';
    case 'pop3':
    case 'pop3s':
      return 'pop3';
    case 'submission':
    case 'submissions':
    case 'inbound':
      return 'smtp';
    case 'http':
    case 'https':
      return null;
  }
}

/** Words separated by blanks, as stored; unknown ones are dropped. */
export const parseProtocols = (text: string): readonly SignInProtocol[] =>
  SIGN_IN_PROTOCOLS.filter((name) => text.split(' ').includes(name));

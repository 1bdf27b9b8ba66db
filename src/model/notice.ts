/**
 * A notice: mail that explains a Block, a limit that is near, an invoice or a contact. What it is, whom it goes to and
 * when it is folded into another, as pure rules. Sent by service/notices.ts; never decides what is blocked.
 */
import type { Block } from './block.ts';
import type { Contact } from './customer.ts';
import type { Language } from './language.ts';

export const NOTICE_KINDS = [
  'block-started',
  'block-lifted',
  'limit-near',
  'new-country',
  'bulk-warning',
  'invoice',
  'contact-warning',
  'account-security',
  'forward-answer',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What happened to a person's way in to the centre. */
export const SECURITY_WHATS = [
  'new-device',
  'password-changed',
  'password-reset',
  'factor-added',
  'factor-removed',
  'recovery-code-used',
  'codes-guessed',
] as const;
export type SecurityWhat = (typeof SECURITY_WHATS)[number];
/** Those that the customer's other owners hear of as well: whoever did it may also read the person's own mail. */
export const GRAVE: ReadonlySet<SecurityWhat> = new Set(['password-reset', 'factor-removed', 'codes-guessed']);

/** Mail about where mail goes must not go there itself, nor be thrown away by a rule: it stays in the mailbox. */
export const STAYS_HERE: ReadonlySet<string> = new Set<NoticeKind>(['forward-answer']);

/** `waiting` until its time; `made`: the mails are written; `nobody`: no one to tell; `needless`: overtaken by events. */
export type NoticeState = 'waiting' | 'made' | 'nobody' | 'needless';
/** `folded`: over the daily measure of this reader, waits to be told in one mail with others. */
export type NoticeMailState = 'waiting' | 'sending' | 'sent' | 'folded' | 'told-in-another';

/** Where a reader is reached: the mailbox it is about, or a contact of the customer. */
export type NoticeChannel = 'mailbox' | 'contact';

export interface Reader {
  readonly address: string;
  readonly channel: NoticeChannel;
  readonly language: Language;
  /** True when this way does not depend on what is stopped. */
  readonly isSecond: boolean;
}

/** At most so many notices a day to one reader; what is over is told together in one. */
export const NOTICES_A_DAY = 20;
export const DAY_MS = 86_400_000;
/** Mailboxes of a stopped domain that are told one by one. */
export const MOST_MAILBOXES = 25;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Everybody who is told, each once: the mailboxes concerned and the customer's contacts. A contact on a stopped domain is
 * written to as well, but does not count as the second way.
 */
export function readersOf(input: {
  readonly mailboxes: readonly { readonly address: string; readonly language: Language }[];
  readonly contacts: readonly Pick<Contact, 'address' | 'language'>[];
  /** Of a contact that chose none. */
  readonly contactLanguage: Language;
  /** Domains that may not work now. */
  readonly stopped: readonly string[];
}): readonly Reader[] {
  const readers = new Map<string, Reader>();
  const stopped = new Set(input.stopped.map((name) => name.toLowerCase()));
  for (const { address, language } of input.mailboxes)
    readers.set(address.toLowerCase(), { address, channel: 'mailbox', language, isSecond: false });
  for (const { address, language = input.contactLanguage } of input.contacts) {
    const key = address.toLowerCase();
    if (readers.has(key)) continue;
    const isSecond = !stopped.has(domainOf(address));
    readers.set(key, { address, channel: 'contact', language, isSecond });
  }
  return [...readers.values()];
}

/** One notice a Block and kind. */
export const blockNoticeKey = (kind: 'block-started' | 'block-lifted', block: Pick<Block, 'id'>): string =>
  `${kind}:${block.id}`;

/** True when one more mail to a reader who got so many in the last day must be folded. */
export const isFolded = (sentInADay: number): boolean => sentInADay >= NOTICES_A_DAY;

/** Shown end of a Block: never earlier than the true one, so minutes are rounded up. */
export const shownUntil = (until: number): number => Math.ceil(until / 60_000) * 60_000;

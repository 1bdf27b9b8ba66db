/**
 * The ENVELOPE data item (RFC 3501 §7.4.2). Called by `summary.ts`. Pure; text is one character a byte (latin1), because
 * raw 8-bit header bytes must reach the client as they are: the server writes it with 'latin1'.
 */
import { type AddressEntry, parseAddressList } from '../mime/addresses.ts';
import { type HeaderField, fieldValue } from '../mime/header-fields.ts';
import { nstring } from './data-text.ts';

const ADDRESS_KEYS = ['from', 'sender', 'reply-to', 'to', 'cc', 'bcc'] as const;

/** ENVELOPE of a header block. Address fields that occur more than once are taken together; of the others the first counts. */
export function envelopeText(bytes: Buffer, fields: readonly HeaderField[]): string {
  const text = new Map<string, string>();
  for (const field of fields) {
    if (!WANTED.has(field.key)) continue;
    const earlier = text.get(field.key);
    if (earlier === undefined) text.set(field.key, fieldValue(bytes, field));
    else if (ADDRESSES.has(field.key)) text.set(field.key, `${earlier},${fieldValue(bytes, field)}`);
  }
  const [from, sender, replyTo, to, cc, bcc] = ADDRESS_KEYS.map((key) => addressesText(text.get(key)));
  const single = (key: string) => nstring(text.get(key) ?? null);
  // RFC 3501 §7.4.2: an absent or empty Sender or Reply-To is told as From.
  const lists = [from, sender === 'NIL' ? from : sender, replyTo === 'NIL' ? from : replyTo, to, cc, bcc].join(' ');
  return `(${single('date')} ${single('subject')} ${lists} ${single('in-reply-to')} ${single('message-id')})`;
}

const ADDRESSES: ReadonlySet<string> = new Set(ADDRESS_KEYS);
const WANTED: ReadonlySet<string> = new Set([...ADDRESS_KEYS, 'date', 'subject', 'in-reply-to', 'message-id']);

function addressesText(value: string | undefined): string {
  if (value === undefined || value === '') return 'NIL';
  const entries = parseAddressList(value);
  return entries.length === 0 ? 'NIL' : `(${entries.map(entryText).join('')})`;
}

function entryText(entry: AddressEntry): string {
  switch (entry.kind) {
    // A NIL host marks group syntax, so an address without a domain needs a word there (the one Dovecot's users know).
    case 'address':
      return `(${nstring(entry.name)} ${nstring(entry.route)} ${nstring(entry.local ?? 'MISSING_MAILBOX')} ${nstring(entry.domain ?? 'MISSING_DOMAIN')})`;
    case 'group-start':
      return `(NIL NIL ${nstring(entry.name)} NIL)`;
    case 'group-end':
      return '(NIL NIL NIL NIL)';
  }
}

/**
 * What rules and automatic answers may look at, read off a message once a copy. Called by rules/placing.ts. Pure; the body is
 * not read.
 */
import type { ReplyFacts } from '#src/model/auto-reply.ts';
import type { RuleFacts } from '#src/model/placement.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldValue, type HeaderField } from '#src/protocol/mime/header-fields.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';

/** Our own word on a message that is proven to be forged; a foreign field of this name is taken off at the door. */
export const SPAM_FIELD = 'x-spam-flag';
export const SPAM_LINE = 'X-Spam-Flag: YES\r\n';
/** On a letter of ours that no rule may pass on or throw away; believed only where we wrote the message ourselves. */
const STAYS_FIELD = 'x-postvakt-stays';
export const STAYS_LINE = 'X-Postvakt-Stays: here';
export const mustStay = (fields: readonly HeaderField[]): boolean => fields.some(({ key }) => key === STAYS_FIELD);
/** Text of one field that is looked at. */
const MAX_TEXT = 4000;

/** All fields of these names, decoded. */
function textOf(bytes: Buffer, fields: readonly HeaderField[], keys: readonly string[]): string {
  const values = fields.filter(({ key }) => keys.includes(key)).map((field) => fieldValue(bytes, field));
  return decodeWords(values.join(', ').slice(0, MAX_TEXT));
}
function addressesOf(bytes: Buffer, fields: readonly HeaderField[], keys: readonly string[]): readonly string[] {
  return fields
    .filter(({ key }) => keys.includes(key))
    .flatMap((field) => parseAddressList(fieldValue(bytes, field)))
    .flatMap((entry) =>
      entry.kind === 'address' && entry.domain !== null ? [`${entry.local}@${entry.domain}`.toLowerCase()] : [],
    );
}

/** `recipient`: the address of the envelope that led here. */
export function ruleFacts(
  bytes: Buffer,
  fields: readonly HeaderField[],
  envelope: { readonly mailFrom: string; readonly recipient: string },
): RuleFacts {
  const recipient = envelope.recipient.toLowerCase();
  return {
    envelopeFrom: envelope.mailFrom.toLowerCase(),
    from: textOf(bytes, fields, ['from']),
    fromAddresses: addressesOf(bytes, fields, ['from']),
    to: `${textOf(bytes, fields, ['to', 'cc'])}, ${recipient}`,
    toAddresses: [...addressesOf(bytes, fields, ['to', 'cc']), recipient],
    subject: textOf(bytes, fields, ['subject']),
    listId: textOf(bytes, fields, ['list-id']),
    sizeBytes: bytes.length,
    isSpam: /^\s*yes\b/i.test(textOf(bytes, fields, [SPAM_FIELD])),
  };
}

const word = (text: string): string | null => /^[a-z-]+/i.exec(text.trim())?.[0].toLowerCase() ?? null;
/** RFC 2369 and RFC 2919: what only lists write. */
const LIST_FIELDS = [
  'list-id',
  'list-unsubscribe',
  'list-post',
  'list-help',
  'list-subscribe',
  'list-owner',
  'list-archive',
];

export function replyFacts(bytes: Buffer, fields: readonly HeaderField[], mailFrom: string): ReplyFacts {
  return {
    envelopeFrom: mailFrom.toLowerCase(),
    addressees: addressesOf(bytes, fields, ['to', 'cc', 'resent-to', 'resent-cc']),
    autoSubmitted: word(textOf(bytes, fields, ['auto-submitted'])),
    precedence: word(textOf(bytes, fields, ['precedence'])),
    isList: fields.some(({ key }) => LIST_FIELDS.includes(key)),
    asksSilence: textOf(bytes, fields, ['x-auto-response-suppress']) !== '',
  };
}

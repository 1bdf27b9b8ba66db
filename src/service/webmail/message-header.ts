/**
 * The header of a message as a reader sees it: people, subject, time, how to leave a list, and what our own host proved of
 * the sender. Called by message.ts and hints.ts. Pure; hidden and turning characters never come through.
 */
import { claimedName } from '#src/engine/embedded/authentication/forged-results.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldNamed, fieldValue, type HeaderField, scanHeader } from '#src/protocol/mime/header-fields.ts';
import { plainResults } from '#src/protocol/mime/results-field.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import { registeredName } from '#src/protocol/safe-html/link-text.ts';
import { type UnsubscribeOffer, unsubscribeOf, type Vouched } from './unsubscribe-offer.ts';

export interface Correspondent {
  readonly name: string;
  readonly address: string;
}
export interface Proof {
  readonly verdict: 'proven' | 'failed' | 'unproven';
  /** Of the From field. */
  readonly domain: string;
  readonly spf: string;
  readonly dkim: string;
  readonly dmarc: string;
  /** Our own host wrote it. */
  readonly ours: boolean;
  /** The author's domain vouches for it by DMARC or a signature of its own, not only by the way it came. */
  readonly isVouched: boolean;
}
export interface MessageHeader {
  readonly from: readonly Correspondent[];
  readonly to: readonly Correspondent[];
  readonly cc: readonly Correspondent[];
  readonly bcc: readonly Correspondent[];
  readonly replyTo: readonly Correspondent[];
  readonly subject: string;
  /** Epoch ms of the Date field; null when it cannot be read. */
  readonly sentAt: number | null;
  readonly messageId: string | null;
  /** The first message of the conversation, as far as the header tells. */
  readonly conversation: string | null;
  readonly unsubscribe: UnsubscribeOffer | null;
  /** What the list is called, else who wrote; lower case. */
  readonly list: string;
  readonly proof: Proof;
  readonly isList: boolean;
  /** Our host filed it as junk because of this. */
  readonly spamFlag: boolean;
  /** Fields that could be read at all. */
  readonly fields: number;
  /** More recipients than are shown. */
  readonly isCut: boolean;
}
const MOST_TEXT = 2_000;
const MOST_SHOWN = 1_000;

/** Text without control characters, and without those that turn or hide what stands beside them. */
export const plainWords = (text: string, most = MOST_TEXT): string =>
  text
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .slice(0, most)
    .trim();

/** Reads the bytes of a header block. `hostname` is ours: whose word on authentication counts. */
export function readHeader(bytes: Buffer, hostname: string): MessageHeader {
  const { fields } = scanHeader(bytes, 0, bytes.length);
  const raw = (key: string): string | null => {
    const field = fieldNamed(fields, key);
    return field === undefined ? null : fieldValue(bytes, field);
  };
  const people = (key: string): readonly Correspondent[] => peopleIn(bytes, fields, key);
  const from = people('from');
  const to = people('to');
  const cc = people('cc');
  const ours = oursOf(bytes, fields, hostname);
  const date = Date.parse(raw('date')?.replaceAll(/\([^()]{0,100}\)/g, '') ?? '');
  return {
    from: from.slice(0, 20),
    to: to.slice(0, MOST_SHOWN),
    cc: cc.slice(0, MOST_SHOWN),
    bcc: people('bcc').slice(0, MOST_SHOWN),
    replyTo: people('reply-to').slice(0, 50),
    subject: plainWords(decodeWords(raw('subject') ?? '')),
    sentAt: Number.isNaN(date) ? null : date,
    messageId: idIn(raw('message-id')),
    conversation: idIn(raw('references')) ?? idIn(raw('in-reply-to')) ?? idIn(raw('message-id')),
    unsubscribe: unsubscribeOf(bytes, fields, ours),
    list: (idIn(raw('list-id')) ?? from[0]?.address ?? '').toLowerCase().slice(0, 500),
    proof: proofOf(ours, from[0]?.address ?? ''),
    isList: raw('list-id') !== null || /^(?:bulk|list)$/i.test(raw('precedence') ?? ''),
    spamFlag: /^\s*yes\b/i.test(raw('x-spam-flag') ?? ''),
    fields: fields.length,
    isCut: to.length > MOST_SHOWN || cc.length > MOST_SHOWN,
  };
}

function peopleIn(bytes: Buffer, fields: readonly HeaderField[], key: string): readonly Correspondent[] {
  return fields
    .filter((field) => field.key === key)
    .slice(0, 10)
    .flatMap((field) => parseAddressList(fieldValue(bytes, field)))
    .flatMap((entry): Correspondent[] => {
      if (entry.kind !== 'address') return [];
      const name = plainWords(decodeWords(entry.name ?? ''), 300);
      const local = plainWords(decodeWords(entry.local ?? ''), 320);
      if (entry.domain === null) return name === '' && local === '' ? [] : [{ name: name || local, address: '' }];
      return [{ name, address: `${local}@${plainWords(decodeWords(entry.domain), 320).toLowerCase()}` }];
    });
}

const idIn = (value: string | null): string | null => /<([^<>\s]{1,500})>/.exec(value ?? '')?.[1] ?? null;

/** What our own host wrote on top of the message when it came. */
interface Ours extends Vouched {
  /** We wrote it ourselves: a notice, a report, an automatic answer. */
  readonly isWritten: boolean;
}

/**
 * What we found when the message came: our own field, and only where we put it — above the first Received field, which is
 * ours too. One with our name further down was written by somebody else. Mail from outside always has a first Received of
 * ours that says from where, so that nobody else can make it look handed in or written here.
 */
function oursOf(bytes: Buffer, fields: readonly HeaderField[], hostname: string): Ours {
  const received = fields.findIndex(({ key }) => key === 'received');
  const first = received < 0 ? '' : fieldValue(bytes, fields[received]);
  const name = hostname.replaceAll('.', '\\.');
  if (!new RegExp(`^(?:from .{0,600}?\\s)?by ${name} with `, 'is').test(first))
    return { results: null, isSubmitted: false, isWritten: false };
  const results = fields
    .slice(0, received)
    .filter(({ key }) => key === 'authentication-results')
    .map((field) => fieldValue(bytes, field))
    .find((value) => claimedName(value) === hostname.toLowerCase());
  return {
    results: results ?? null,
    isSubmitted: results === undefined && /\bwith (?:UTF8SMTP|ESMTP)S?A\b/.test(first),
    isWritten: results === undefined && new RegExp(`^by ${name} with local id `).test(first.trim()),
  };
}

function proofOf(ours: Ours, from: string): Proof {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const none = { domain, spf: 'none', dkim: 'none', dmarc: 'none', ours: ours.isWritten };
  // Handed in by a mailbox of ours that signed in, under an address of its own; or written by us.
  if (ours.isSubmitted || ours.isWritten) return { ...none, verdict: 'proven', isVouched: true };
  return ours.results === null ? { ...none, verdict: 'unproven', isVouched: false } : verdictOf(ours.results, domain);
}

function verdictOf(field: string, domain: string): Proof {
  const all = [...plainResults(field).matchAll(/(?:^|;)\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)([^;]*)/gi)].map(
    ([, method, result, rest]) => ({
      method: method.toLowerCase(),
      result: result.toLowerCase(),
      rest,
    }),
  );
  const best = (method: string): string => {
    const mine = all.filter((one) => one.method === method);
    return (mine.find(({ result }) => result === 'pass') ?? mine[0])?.result ?? 'none';
  };
  const own = registeredName(domain);
  const isAligned = (wanted: string, property: RegExp): boolean =>
    own !== '' &&
    all.some(
      ({ method, result, rest }) =>
        method === wanted && result === 'pass' && registeredName(property.exec(rest)?.[1] ?? '') === own,
    );
  const isSigned = isAligned('dkim', /header\.(?:d|i)=(?:\S*@)?([\w.-]+)/i);
  const [spf, dkim, dmarc] = [best('spf'), best('dkim'), best('dmarc')];
  const isProven = dmarc === 'pass' || isSigned || isAligned('spf', /smtp\.mailfrom=(?:\S*@)?([\w.-]+)/i);
  const verdict = dmarc === 'fail' ? 'failed' : isProven ? 'proven' : 'unproven';
  const isVouched = verdict === 'proven' && (dmarc === 'pass' || isSigned);
  return { verdict, domain, spf, dkim, dmarc, ours: false, isVouched };
}

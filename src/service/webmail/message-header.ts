/**
 * The header of a message as a reader sees it: people, subject, time, how to leave a list, and what our own host proved of
 * the sender. Called by message.ts and hints.ts. Pure; hidden and turning characters never come through.
 */
import { claimedName } from '#src/engine/embedded/authentication/forged-results.ts';
import { parseAddressList } from '#src/protocol/mime/addresses.ts';
import { fieldNamed, fieldValue, type HeaderField, scanHeader } from '#src/protocol/mime/header-fields.ts';
import { decodeWords } from '#src/protocol/mime/words.ts';
import { registeredName } from '#src/protocol/safe-html/link-text.ts';

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
  readonly unsubscribe: { readonly kind: 'one-click' | 'mail' | 'web'; readonly target: string } | null;
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
    unsubscribe: unsubscribeOf(raw('list-unsubscribe'), raw('list-unsubscribe-post')),
    proof: proofOf(bytes, fields, hostname, from[0]?.address ?? ''),
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

/** RFC 2369 and RFC 8058: one click where the list says so, else a letter, else a page. */
function unsubscribeOf(list: string | null, post: string | null): MessageHeader['unsubscribe'] {
  const targets = [...(list ?? '').matchAll(/<([^<>\s]{1,2000})>/g)].map(([, target]) => target);
  const web = targets.find((target) => /^https:\/\//i.test(target));
  const mail = targets.find((target) => /^mailto:/i.test(target));
  if (web !== undefined && /one-click/i.test(post ?? '')) return { kind: 'one-click', target: web };
  if (mail !== undefined) return { kind: 'mail', target: mail };
  return web === undefined ? null : { kind: 'web', target: web };
}

/**
 * What we found when the message came: our own field, and only where we put it — above the first Received field, which is
 * ours too. One with our name further down was written by somebody else.
 */
function proofOf(bytes: Buffer, fields: readonly HeaderField[], hostname: string, from: string): Proof {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const received = fields.findIndex(({ key }) => key === 'received');
  const first = received < 0 ? '' : fieldValue(bytes, fields[received]);
  const isOurs = new RegExp(`^(?:from .{0,600}?\\s)?by ${hostname.replaceAll('.', '\\.')} with `, 'is').test(first);
  const none: Proof = { verdict: 'unproven', domain, spf: 'none', dkim: 'none', dmarc: 'none' };
  if (!isOurs) return none;
  const mine = fields
    .slice(0, received)
    .filter(({ key }) => key === 'authentication-results')
    .map((field) => fieldValue(bytes, field))
    .find((value) => claimedName(value) === hostname.toLowerCase());
  // Handed in by a mailbox of ours that signed in, under an address of its own.
  if (mine === undefined) return /\bwith (?:UTF8SMTP|ESMTP)S?A\b/.test(first) ? { ...none, verdict: 'proven' } : none;
  return verdictOf(mine, domain);
}

function verdictOf(field: string, domain: string): Proof {
  // Comments and quoted strings may hold anything, also words that look like results.
  const plain = field.replaceAll(/"[^"]*"/g, '""').replaceAll(/\([^()]*\)/g, ' ');
  const all = [...plain.matchAll(/(?:^|;)\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)([^;]*)/gi)].map(
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
  const aligned = all.some(
    ({ method, result, rest }) =>
      result === 'pass' &&
      ((method === 'dkim' && registeredName(/header\.(?:d|i)=\S*?@?([\w.-]+)/i.exec(rest)?.[1] ?? '') === own) ||
        (method === 'spf' && registeredName(/smtp\.mailfrom=\S*?@?([\w.-]+)/i.exec(rest)?.[1] ?? '') === own)),
  );
  const [spf, dkim, dmarc] = [best('spf'), best('dkim'), best('dmarc')];
  const verdict = dmarc === 'fail' ? 'failed' : dmarc === 'pass' || (aligned && own !== '') ? 'proven' : 'unproven';
  return { verdict, domain, spf, dkim, dmarc };
}

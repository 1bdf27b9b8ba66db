/**
 * Reads a pasted text: a bounce or an error text, what it can mean, whom it was for. Called by the probe of pasted texts
 * and by `explain`. Pure, never throws, bounded.
 */
import { type Bounce, type BounceRecipient, readBounce } from '#src/protocol/dsn/bounce.ts';
import { readable } from '#src/protocol/dsn/readable.ts';
import type { PastedBounce, PastedText } from '../observed-pasted.ts';
import { comparable, joinedReplies } from './normal.ts';
import { type TextVerdict, weighText } from './verdict.ts';

const MOST_RECIPIENTS = 20;
const NOTHING: TextVerdict = { candidates: [], direction: null, programs: [] };

/** What stands in a pasted text. */
export function readPasted(text: string): PastedText {
  const bounce = readBounce(text);
  const words = bounce === null ? text : wordsOf(bounce, text);
  const { candidates, direction, programs } = words === null ? NOTHING : weighText(words);
  return {
    characters: text.length,
    direction: bounce === null ? direction : 'outgoing',
    programs,
    candidates,
    bounce: bounce === null ? null : observed(bounce),
    recipients: bounce === null ? refusedIn(text) : open(bounce).map((one) => one.address),
    code: bounce === null ? codeIn(text) : codeOf(open(bounce)),
    reply: bounce === null ? replyIn(text) : null,
  };
}

const open = ({ recipients }: Bounce): readonly BounceRecipient[] =>
  recipients
    .filter(({ action }) => action !== 'delivered' && action !== 'relayed' && action !== 'expanded')
    .slice(0, MOST_RECIPIENTS);

/** Shorter words of a server than these are a number with a courtesy. */
const FEW = 12;

/**
 * What of a bounce is weighed: the other server's own words; where there are none, the words for people. Never the message
 * that came back, which may speak of anything. Null when nothing failed.
 */
function wordsOf(bounce: Bounce, text: string): string | null {
  const failed = open(bounce);
  if (failed.length === 0) return null;
  const isDelay = failed.every(({ action }) => action === 'delayed');
  const said = failed.map(({ status, diagnostic }) => `${diagnostic ?? status ?? ''}`).join('\n');
  const list = bounce.original?.viaList === true ? '\nlist-id: mailing list' : '';
  const never = /never sent|not sent by me|ikke sendt|aldri sendt|inte skickat|aldrig skickat/i.exec(
    text.slice(0, 2000),
  );
  const own = never === null ? '' : `\n${never[0]}`;
  const isTold = bounce.format === 'gmail' || bounce.format === 'exchange';
  if (!isTold && said.replace(/[\d.\s]/g, '').length >= FEW)
    return `${said}${list}${own}${isDelay ? '\nwill keep trying' : ''}`;
  return `${said}\n${bounce.words}${list}${own}${isDelay ? '\nwill keep trying' : ''}`;
}

const observed = ({ format, reportingMta, recipients, original }: Bounce): PastedBounce => ({
  format,
  reportingMta,
  recipients: recipients.slice(0, MOST_RECIPIENTS).map((one) => ({ ...one })),
  originalMessageId: original?.messageId ?? null,
  originalDate: original?.date ?? null,
  originalFrom: original?.from ?? null,
  viaList: original?.viaList ?? false,
});

const codeOf = (recipients: readonly BounceRecipient[]): string | null => {
  const [first] = recipients;
  const parts = [first?.code ?? null, first?.status ?? null].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
};

const CODE =
  /(0x8[0-9a-f]{7})|(?<![\d.])([45][0-5]\d)[ -]#?(?:([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d))?|(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/;
function codeIn(text: string): string | null {
  const found = CODE.exec(comparable(readable(text)).slice(0, 65_536));
  if (found === null) return null;
  const [, hex, code, enhanced, status] = found;
  return hex ?? status ?? [code, enhanced].filter((part) => part !== undefined).join(' ');
}

const REPLY = /(?<![\d.,:/])[45][0-5]\d[ -]#?[^\n]{4,300}/;
const replyIn = (text: string): string | null =>
  REPLY.exec(joinedReplies(readable(text)).slice(0, 65_536))?.[0]
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300) ?? null;

/** Addresses on lines with a refusal: those that were refused, or the sender; at most a few. */
function refusedIn(text: string): readonly string[] {
  const found = new Set<string>();
  for (const line of readable(text).slice(0, 65_536).split('\n')) {
    if (!/(?<![\d.])[45][0-5]\d[ -]|(?<![\d.])[45]\.\d{1,3}\.\d{1,3}|rcpt to/i.test(line)) continue;
    for (const [address] of line.slice(0, 2000).matchAll(/[^\s<>"'(),;:[\]]{1,64}@[^\s<>"'(),;:@[\]]{1,253}\w/g)) {
      found.add(address.toLowerCase());
      if (found.size >= MOST_RECIPIENTS) return [...found];
    }
  }
  return [...found];
}

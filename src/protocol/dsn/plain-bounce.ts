/**
 * Bounces without a machine-readable part: how Postfix, Exim, qmail, Sendmail, Exchange and Gmail write them. Called by
 * `bounce.ts`. Pure, never throws, bounded.
 */
import type { Bounce, BounceAction, BounceFormat, BounceRecipient } from './bounce.ts';
import { originalBelow, originalStart } from './original.ts';
import { codeIn } from './status-fields.ts';

const MOST_TEXT = 65_536;
const MOST_RECIPIENTS = 50;
const MOST_WORDS = 4000;

interface Style {
  readonly format: BounceFormat;
  readonly sign: RegExp;
  /** Who reports, in group 1. */
  readonly reporter?: RegExp;
  /** Recipient in group 1; its words follow, up to a blank line or the next recipient. */
  readonly recipient: RegExp;
}

const ADDRESS = String.raw`[^\s<>"(),;:\[\]]{1,64}@[^\s<>"(),;:@\[\]]{1,253}`;
const STYLES: readonly Style[] = [
  {
    format: 'postfix',
    sign: /this is the (?:mail system|\S{1,40} program) at host|\(in reply to (?:end of data|rcpt to|mail from|data|ehlo|helo|starttls)/i,
    reporter: /at host ([\w.-]{1,253}\w)/i,
    recipient: new RegExp(`^[ \\t]{0,8}<(${ADDRESS})>(?: \\(expanded from [^)\\n]{1,300}\\))?:`, 'gm'),
  },
  {
    format: 'qmail',
    sign: /this is the qmail-send program|i'm afraid i wasn't able to deliver your message|giving up on \d/i,
    reporter: /qmail-send program at ([\w.-]{1,253}\w)/i,
    recipient: new RegExp(`^[ \\t]{0,8}<(${ADDRESS})>:`, 'gm'),
  },
  {
    format: 'sendmail',
    sign: /had permanent fatal errors|had transient non-fatal errors|transcript of session follows/i,
    reporter: /received at ([\w.-]{1,253}\w)|^from ([\w.-]{1,253}\w) \[/im,
    recipient: new RegExp(`^[ \\t]{0,8}<(${ADDRESS})>[ \\t]*$`, 'gm'),
  },
  {
    format: 'exim',
    sign: /created automatically by mail delivery software|a message that you (?:have )?sent (?:could not|has not yet|was not)|smtp error from remote mail/i,
    reporter: /delivery software \(?exim\)? on ([\w.-]{1,253}\w)|message identifier on ([\w.-]{1,253}\w) is/i,
    recipient: new RegExp(`^[ \\t]{2,8}(${ADDRESS})[ \\t]*$`, 'gm'),
  },
  {
    format: 'exchange',
    sign: /generating server|remote server returned|generererande? server|genererende server|genererer server|generierender server|delivery has failed to these recipients/i,
    reporter:
      /(?:generating server|generererande? server|genererende server|genererer server|generierender server): ?([\w.-]{1,253}\w)/i,
    recipient: new RegExp(`^[ \\t]{0,8}(${ADDRESS})[ \\t]*$`, 'gm'),
  },
  {
    format: 'gmail',
    sign: /wasn.t delivered to|delivery to the following recipients? failed|the response (?:from the remote server )?was|ble ikke levert til|levererades inte till|wurde nicht an \S{1,300} zugestellt/i,
    recipient: new RegExp(
      `(?:delivered to|failed permanently:|failed:|levert til|levererades inte till|nicht an|will be retried[^\\n]{0,80})\\s{1,12}<?(${ADDRESS})`,
      'gim',
    ),
  },
];

/** A bounce in plain words; null when none of the known styles fits. */
export function readPlain(readable: string): Bounce | null {
  const text = readable.slice(0, MOST_TEXT);
  const told = text.slice(0, originalStart(text));
  for (const style of STYLES) {
    if (!style.sign.test(told)) continue;
    const recipients = recipientsIn(told, style);
    if (recipients.length === 0) continue;
    const reporter = style.reporter?.exec(told);
    return {
      format: style.format,
      reportingMta: (reporter?.[1] ?? reporter?.[2])?.toLowerCase() ?? null,
      recipients,
      original: originalBelow(text),
      words: told.trim().slice(0, MOST_WORDS),
    };
  }
  return null;
}
function recipientsIn(text: string, style: Style): BounceRecipient[] {
  const found = [...text.matchAll(style.recipient)].slice(0, MOST_RECIPIENTS);
  const isDelay =
    /not yet been delivered|will (?:keep|continue to) try|transient non-fatal|will be retried|delivery delayed|delayed/i.test(
      text,
    );
  const seen = new Map<string, BounceRecipient>();
  found.forEach((match, index) => {
    const from = match.index + match[0].length;
    const to = Math.min(found[index + 1]?.index ?? text.length, from + 3000);
    const words = wordsOf(text.slice(from, to), style.format);
    const address = match[1].toLowerCase().replace(/\.$/, '');
    const one = recipientOf(address, words, isDelay ? 'delayed' : 'failed');
    const before = seen.get(address);
    // Exchange names the recipient twice: above for people, below with the diagnosis.
    if (before === undefined || (before.code === null && one.code !== null)) seen.set(address, one);
  });
  return [...seen.values()];
}

/** Up to the blank line; Exchange and Gmail leave blank lines in between. */
function wordsOf(following: string, format: BounceFormat): string {
  const text = following.replace(/^\s+/, '');
  if (format === 'exchange' || format === 'gmail' || format === 'sendmail') return text;
  const end = text.search(/\n\s*\n/);
  return end < 0 ? text : text.slice(0, end);
}

function recipientOf(address: string, words: string, action: BounceAction): BounceRecipient {
  const flat = words.replace(/\s+/g, ' ').trim();
  const reply = /(?:^|[^\d.\w])([45][0-5]\d[ \-#:](?=.{3}).{0,900})/.exec(flat)?.[1] ?? null;
  const diagnostic = (reply ?? flat).slice(0, 1000);
  const host =
    /\bhost ([\w.-]{1,253}\w) ?\[/.exec(flat)?.[1] ??
    /while talking to ([\w.-]{1,253}\w)/.exec(flat)?.[1] ??
    /(?:remote server|server for the recipient domain) (?:\S{1,253} by )?([\w-]{1,63}\.[\w.-]{1,190}\w)/i.exec(
      flat,
    )?.[1] ??
    /^([\d.]{7,15}) (?:does not like|failed after)/.exec(flat)?.[1] ??
    null;
  return {
    address,
    action,
    status: /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/.exec(diagnostic)?.[1] ?? null,
    code: codeIn(diagnostic),
    remoteMta: host?.toLowerCase() ?? null,
    diagnostic: diagnostic === '' ? null : diagnostic,
  };
}

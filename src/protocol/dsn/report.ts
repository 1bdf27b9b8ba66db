/**
 * Delivery reports as bytes: multipart/report (RFC 6522) with words for people, message/delivery-status (RFC 3464) for
 * programs, and the original or its header. Called by the queue's reporter. Pure: time, ids and words are arguments.
 */
export interface ReportRecipient {
  readonly address: string;
  /** RFC 3461 ORCPT as given, e.g. `rfc822;kari@fjord.example`. */
  readonly orcpt?: string;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed';
  /** RFC 3463. */
  readonly status: string;
  /** `smtp; 550 5.1.1 …` of another host; absent when we decided ourselves. */
  readonly diagnostic?: string;
  readonly remoteHost?: string;
  readonly lastAttemptAt: number;
  readonly willRetryUntil?: number;
}
export interface Report {
  /** Name of the reporting host. */
  readonly hostname: string;
  /** Words before the address. */
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly language: string;
  /** Lines for people. */
  readonly text: string;
  readonly messageId: string;
  readonly at: number;
  readonly arrivedAt: number;
  readonly envid?: string;
  readonly recipients: readonly ReportRecipient[];
  readonly original: Buffer;
  /** The whole original, or its header only. */
  readonly attach: 'message' | 'header';
  /** Message-ID of the original, for threading. */
  readonly about?: string;
}

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);
const date = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');
const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');

/** RFC 2047 words of at most 75 characters, cut between characters. */
export function encodeWords(text: string): string {
  const plain = oneLine(text);
  // oxlint-disable-next-line no-control-regex
  if (isAscii(plain) && !plain.includes('=?') && !/[\u0000-\u001f\u007f]/.test(plain)) return plain;
  const words: string[] = [];
  let piece = '';
  for (const character of plain) {
    if (Buffer.byteLength(piece + character) > 42) {
      words.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

/** Quoted-printable (RFC 2045 §6.7) of text with LF or CRLF lines. */
export function encodeQuotedPrintable(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => {
      let out = '';
      let length = 0;
      const bytes = Buffer.from(line);
      for (const [i, byte] of bytes.entries()) {
        const last = i === bytes.length - 1;
        const plain = (byte > 32 && byte < 127 && byte !== 61) || ((byte === 32 || byte === 9) && !last);
        const token = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
        if (length + token.length > 75) {
          out += '=\r\n';
          length = 0;
        }
        out += token;
        length += token.length;
      }
      return out;
    })
    .join('\r\n');
}

/** RFC 6533 §3: an address with other letters stays readable in seven bits. */
const typedAddress = (address: string): string => {
  const clean = oneLine(address);
  if (isAscii(clean)) return `rfc822; ${clean}`;
  const escaped = Array.from(clean, (c) =>
    isAscii(c) ? c : `\\x{${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  );
  return `utf-8; ${escaped.join('')}`;
};
// oxlint-disable-next-line no-control-regex
const ascii = (text: string): string => oneLine(text).replace(/[^\u0020-\u007e]/g, '?');

/** A field folded at blanks, so that no line passes 998 characters. */
const folded = (name: string, value: string): string => {
  const words = ascii(value).split(' ');
  const lines = [`${name}:`];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > 200 && (lines.at(-1) ?? '').length > 1) lines.push(` ${word.slice(0, 900)}`);
    else lines[lines.length - 1] = line;
  }
  return lines.join('\r\n');
};

function statusPart(report: Report): string {
  const head = [`Reporting-MTA: dns; ${report.hostname}`, `Arrival-Date: ${date(report.arrivedAt)}`];
  if (report.envid !== undefined) head.unshift(`Original-Envelope-Id: ${ascii(report.envid)}`);
  const groups = report.recipients.map((recipient) => {
    const lines: string[] = [];
    if (recipient.orcpt !== undefined) lines.push(`Original-Recipient: ${ascii(recipient.orcpt)}`);
    lines.push(`Final-Recipient: ${typedAddress(recipient.address)}`);
    lines.push(`Action: ${recipient.action}`, `Status: ${recipient.status}`);
    if (recipient.remoteHost !== undefined) lines.push(`Remote-MTA: dns; ${ascii(recipient.remoteHost)}`);
    if (recipient.diagnostic !== undefined) lines.push(folded('Diagnostic-Code', recipient.diagnostic));
    lines.push(`Last-Attempt-Date: ${date(recipient.lastAttemptAt)}`);
    if (recipient.willRetryUntil !== undefined) lines.push(`Will-Retry-Until: ${date(recipient.willRetryUntil)}`);
    return lines.join('\r\n');
  });
  return [head.join('\r\n'), ...groups].join('\r\n\r\n');
}

const headerOf = (message: Buffer): Buffer => {
  const end = message.indexOf('\r\n\r\n');
  return end < 0 ? message : message.subarray(0, end + 2);
};
const isSevenBit = (bytes: Buffer): boolean => !bytes.some((byte) => byte > 127);

/** The report as a message without trace fields; CRLF lines. */
export function buildReport(report: Report): { readonly bytes: Buffer; readonly eightBit: boolean } {
  const boundary = `=_${report.messageId.replace(/[^A-Za-z0-9]/g, '').slice(0, 50)}`;
  const original = report.attach === 'message' ? report.original : headerOf(report.original);
  const bits = isSevenBit(original) ? '7bit' : '8bit';
  const type = report.attach === 'message' ? 'message/rfc822' : 'text/rfc822-headers';
  const about =
    report.about === undefined ? [] : [`In-Reply-To: ${ascii(report.about)}`, `References: ${ascii(report.about)}`];
  const head = [
    `From: ${encodeWords(report.fromName)} <mailer-daemon@${report.hostname}>`,
    `To: <${oneLine(report.to)}>`,
    `Subject: ${encodeWords(report.subject)}`,
    `Date: ${date(report.at)}`,
    `Message-ID: ${report.messageId}`,
    ...about,
    'Auto-Submitted: auto-replied',
    `Content-Language: ${report.language}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    `Content-Transfer-Encoding: ${bits}`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    encodeQuotedPrintable(report.text),
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    statusPart(report),
    '',
    `--${boundary}`,
    `Content-Type: ${type}`,
    `Content-Transfer-Encoding: ${bits}`,
    '',
    '',
  ];
  const bytes = Buffer.concat([Buffer.from(head.join('\r\n')), original, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { bytes, eightBit: bits === '8bit' || !isAscii(report.to) };
}

/**
 * Replies of SMTP servers as the client reads them (RFC 5321 §4.2, enhanced codes RFC 2034). Called by delivery. Pure and
 * bounded: feed bytes, get whole replies; a line or reply that is too long or malformed is a protocol error, not a reply.
 */
export interface SmtpReply {
  readonly code: number;
  /** From the text when it begins with one of the same class, else ''. */
  readonly enhanced: string;
  /** Text of each line without the codes; control characters replaced. */
  readonly lines: readonly string[];
}
export type ReplyRead = { readonly kind: 'reply'; readonly reply: SmtpReply } | { readonly kind: 'more' | 'broken' };

const MAX_LINE_BYTES = 4096; // RFC 5321 §4.5.3.1.5 says 512; some say more
const MAX_LINES = 100;
const LINE = /^([2-5]\d\d)([ -]?)(.*)$/s;
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?:\s+|$)/;

/** Reads replies out of a stream of bytes: `push` what came, then `next` until it says `more`. */
export class ReplyReader {
  #pending = '';
  #lines: string[] = [];
  #code = 0;

  push(chunk: Buffer): void {
    this.#pending += chunk.toString('latin1');
  }
  /** Whether bytes wait that belong to no asked reply: after STARTTLS that is an injection (RFC 3207 §6). */
  get leftover(): boolean {
    return this.#pending !== '' || this.#lines.length > 0;
  }

  next(): ReplyRead {
    for (;;) {
      const end = this.#pending.indexOf('\n');
      if (end < 0) return { kind: this.#pending.length > MAX_LINE_BYTES ? 'broken' : 'more' };
      if (end > MAX_LINE_BYTES || this.#lines.length >= MAX_LINES) return { kind: 'broken' };
      const line = this.#pending.slice(0, end).replace(/\r+$/, '');
      this.#pending = this.#pending.slice(end + 1);
      const match = LINE.exec(line);
      if (match === null || (this.#lines.length > 0 && Number(match[1]) !== this.#code)) return { kind: 'broken' };
      this.#code = Number(match[1]);
      this.#lines.push(printable(match[3]));
      if (match[2] === '-') continue;
      const lines = this.#lines;
      this.#lines = [];
      return { kind: 'reply', reply: toReply(this.#code, lines) };
    }
  }
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/g;
const printable = (text: string): string => Buffer.from(text, 'latin1').toString('utf8').replace(CONTROL, ' ');

function toReply(code: number, lines: readonly string[]): SmtpReply {
  const enhanced = ENHANCED.exec(lines[0])?.[1] ?? '';
  const same = enhanced !== '' && enhanced[0] === String(code)[0];
  if (!same) return { code, enhanced: '', lines };
  return {
    code,
    enhanced,
    lines: lines.map((line) => (line.startsWith(enhanced) ? line.slice(enhanced.length).trim() : line)),
  };
}

/**
 * First words of a connection: do they fit the port, which protocol are they, who is meant, and what we answer when they
 * do not fit. Called by the listener. Pure text work; a secret in the first words is never given out.
 */
import type { MailProtocol } from '#src/model/endpoint.ts';

export type SpokenProtocol = MailProtocol | 'http' | 'other';

const IMAP = /^[A-Za-z0-9.$_-]{1,32} (?:LOGIN|CAPABILITY|AUTHENTICATE|ID|STARTTLS|SELECT|NOOP|LOGOUT)(?:$|[ \r\n])/i;
const SMTP = /^(?:EHLO|HELO|LHLO|MAIL FROM:|RCPT TO:)(?:$|[ \r\n<])/i;
const POP3 = /^(?:USER|CAPA|APOP|STLS|PASS)(?:$|[ \r\n])/i;
const HTTP = /^(?:GET|POST|HEAD|PUT|OPTIONS|CONNECT|DELETE|PATCH) \S+ HTTP\/|^PRI \* HTTP\/2/;

/** Which protocol the first bytes belong to; `null` when they say nothing clear and the session should answer itself. */
export function spokenProtocol(bytes: Buffer, _here?: MailProtocol): SpokenProtocol | null {
  const line = firstLine(bytes);
  if (HTTP.test(line)) return 'http';
  if (line.startsWith('SSH-')) return 'other';
  if (IMAP.test(line)) return 'imap';
  if (SMTP.test(line)) return 'smtp';
  if (POP3.test(line)) return 'pop3';
  return null;
}

const firstLine = (bytes: Buffer): string => {
  const text = bytes.toString('latin1', 0, 512);
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
};

/** An atom or a quoted string (RFC 3501 §4.3) at the start of `text`. */
const ARGUMENT = /^(?:"((?:[^"\\]|\\.)*)"|([^\s"{]+))/;

/** What may be kept of the first words: the command and a login name, never what follows a name. */
export interface FirstWords {
  readonly words: string;
  readonly login?: string;
}

/** First line, printable, at most 40 characters, cut before any secret; the login name when one was said. */
export function readFirstWords(bytes: Buffer): FirstWords {
  const line = firstLine(bytes);
  // Before IMAP: in `AUTH LOGIN …` the word AUTH is no tag.
  if (/^PASS(?: |$)/i.test(line)) return { words: 'PASS' };
  const auth = /^(AUTH)(?: (.*))?$/i.exec(line);
  if (auth !== null) return withArgument(auth[1], auth[2] ?? '', false);
  const untagged = /^(LOGIN|AUTHENTICATE)(?: (.*))?$/i.exec(line);
  if (untagged !== null) return { words: untagged[1] };
  const imap = /^([A-Za-z0-9.$_-]{1,32} )(LOGIN|AUTHENTICATE)(?: (.*))?$/i.exec(line);
  if (imap !== null) return withArgument(imap[1] + imap[2], imap[3] ?? '', imap[2].toUpperCase() === 'LOGIN');
  const pop3 = /^(USER|APOP)(?: (.*))?$/i.exec(line);
  if (pop3 !== null) return withArgument(pop3[1], pop3[2] ?? '', true);
  // HTTP: a query may hold anything.
  return { words: printable(HTTP.test(line) ? line.replace(/\?\S*/, '?') : line) };
}

function withArgument(command: string, rest: string, isName: boolean): FirstWords {
  const match = ARGUMENT.exec(rest);
  if (match === null) return { words: printable(command) };
  const argument = match[1]?.replaceAll(/\\(.)/g, '$1') ?? match[2];
  if (!isName) return { words: printable(/^[A-Za-z0-9_-]{1,20}$/.test(argument) ? `${command} ${argument}` : command) };
  const login = printable(Buffer.from(argument, 'latin1').toString('utf8'), 320);
  return { words: printable(`${command} ${login}`), ...(looksLikeLogin(login) ? { login } : {}) };
}

const looksLikeLogin = (text: string): boolean => /^[^\s@]{1,64}(?:@[^\s@]{1,253})?$/.test(text);

const printable = (text: string, max = 40): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?').slice(0, max);

/** One last line in the words of the port's own protocol: SMTP 554 / 421, IMAP BYE, POP3 -ERR. */
export function lastLine(
  protocol: MailProtocol,
  answer: { readonly code: number; readonly enhanced: string; readonly text: string },
): string {
  switch (protocol) {
    case 'smtp':
      return `${answer.code} ${answer.enhanced} ${answer.text}\r\n`;
    case 'imap':
      return `* BYE ${answer.text}\r\n`;
    case 'pop3':
      return `-ERR ${answer.text}\r\n`;
  }
}

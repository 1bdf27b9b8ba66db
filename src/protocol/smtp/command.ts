/**
 * One SMTP command line as a value (RFC 5321 §4.1, RFC 1870 SIZE, RFC 6152 8BITMIME, RFC 6531 SMTPUTF8, RFC 3461 DSN,
 * RFC 4954 AUTH, RFC 3207 STARTTLS). Called by the SMTP session. Pure; never throws; judges syntax only.
 */
import { decodeXtext } from './xtext.ts';

/** Line without its end. RFC 5321 §4.5.3.1.4 says 512 octets; the extensions add to that, ORCPT alone 500. */
export const MAX_COMMAND_BYTES = 2048;
/** RFC 4954 §4: base64 lines of an AUTH exchange; no password of ours needs more. */
export const MAX_AUTH_BYTES = 4096;

export type Notify = 'NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY';

export interface MailCommand {
  readonly kind: 'mail';
  /** As written between the angle brackets, '' for the null sender; a source route is taken off. */
  readonly from: string;
  readonly sizeBytes?: number;
  readonly eightBit: boolean;
  readonly smtpUtf8: boolean;
  readonly ret?: 'FULL' | 'HDRS';
  readonly envid?: string;
}
export interface RcptCommand {
  readonly kind: 'rcpt';
  readonly to: string;
  readonly notify?: readonly Notify[];
  readonly orcpt?: string;
}
export type SmtpCommand =
  /** `name` may be '': some programs send none. */
  | { readonly kind: 'ehlo' | 'helo'; readonly name: string }
  | MailCommand
  | RcptCommand
  | { readonly kind: 'data' | 'rset' | 'noop' | 'help' | 'quit' | 'starttls' }
  | { readonly kind: 'vrfy'; readonly address: string }
  /** `initial` is base64 as sent, `''` for `=`; absent when the client waits for a challenge. Never log it. */
  | { readonly kind: 'auth'; readonly mechanism: string; readonly initial?: string }
  | { readonly kind: 'unknown'; readonly verb: string }
  | { readonly kind: 'bad'; readonly code: 500 | 501 | 553 | 555; readonly enhanced: string; readonly text: string };

const bad = (code: 500 | 501 | 553 | 555, enhanced: string, text: string): SmtpCommand => ({
  kind: 'bad',
  code,
  enhanced,
  text,
});

/** Parses one line, without its CR LF. */
export function parseCommand(line: string): SmtpCommand {
  const space = line.indexOf(' ');
  const verb = (space < 0 ? line : line.slice(0, space)).toUpperCase();
  const rest = space < 0 ? '' : line.slice(space + 1).trim();
  switch (verb) {
    case 'EHLO':
    case 'HELO':
      return parseHello(verb === 'EHLO' ? 'ehlo' : 'helo', rest);
    case 'MAIL':
      return parseMail(rest);
    case 'RCPT':
      return parseRcpt(rest);
    case 'AUTH':
      return parseAuth(rest);
    case 'DATA':
    case 'RSET':
    case 'QUIT':
    case 'STARTTLS':
      return rest === '' ? { kind: verb.toLowerCase() as 'data' } : bad(501, '5.5.4', `${verb} takes no argument`);
    case 'NOOP':
    case 'HELP':
      return { kind: verb.toLowerCase() as 'noop' };
    case 'VRFY':
    case 'EXPN':
      return { kind: 'vrfy', address: rest };
    default:
      return { kind: 'unknown', verb: /^[A-Z0-9-]{1,20}$/.test(verb) ? verb : '' };
  }
}

/** Any name is taken (RFC 5321 §4.1.4: a wrong name is no reason to refuse), also none: the session decides about that. */
function parseHello(kind: 'ehlo' | 'helo', rest: string): SmtpCommand {
  // oxlint-disable-next-line no-control-regex
  const name = rest.split(/\s+/, 1)[0].replaceAll(/[\u0000-\u001f\u007f]/g, '?');
  return { kind, name: name.slice(0, 255) };
}

interface Path {
  readonly address: string;
  readonly rest: string;
}

// RFC 5321 §4.1.2: quoted local parts may hold spaces and angle brackets. Some devices leave the brackets off.
const BRACKETED = /^<((?:"(?:[^"\\]|\\.)*"|[^<>"\s])*)>(?:\s+(.*))?$/u;
const BARE = /^([^\s<>"]+)(?:\s+(.*))?$/u;

function parsePath(text: string): Path | null {
  const match = BRACKETED.exec(text) ?? BARE.exec(text);
  if (match === null) return null;
  // RFC 5321 §4.1.2 and appendix C: a source route is accepted and ignored.
  const address = match[1].replace(/^@[^:]*:/, '');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(address) || Buffer.byteLength(address) > 320 + 10) return null;
  return { address, rest: match[2] ?? '' };
}

/** `KEY=value KEY …`; null when a keyword is malformed or given twice. */
function parseParameters(text: string): Map<string, string | undefined> | null {
  const parameters = new Map<string, string | undefined>();
  for (const word of text.split(/\s+/)) {
    if (word === '') continue;
    const match = /^([A-Za-z0-9][A-Za-z0-9-]*)(?:=([^=\s]+))?$/u.exec(word);
    if (match === null) return null;
    const key = match[1].toUpperCase();
    if (parameters.has(key)) return null;
    parameters.set(key, match[2]);
  }
  return parameters;
}

const badParameter = (key: string): SmtpCommand => bad(501, '5.5.4', `${key} has a value that cannot be read`);
const unknownParameter = (key: string): SmtpCommand => bad(555, '5.5.4', `${key} is not known here`);

function parseMail(rest: string): SmtpCommand {
  const match = /^FROM:\s*(.*)$/isu.exec(rest);
  const path = match === null ? null : parsePath(match[1]);
  if (path === null) return bad(501, '5.1.7', 'MAIL FROM:<address> expected');
  const parameters = parseParameters(path.rest);
  if (parameters === null) return bad(501, '5.5.4', 'the parameters of MAIL cannot be read');
  const mail: { -readonly [K in keyof MailCommand]: MailCommand[K] } = {
    kind: 'mail',
    from: path.address,
    eightBit: false,
    smtpUtf8: false,
  };
  for (const [key, value] of parameters) {
    const upper = value?.toUpperCase();
    if (key === 'SIZE') {
      if (value === undefined || !/^[0-9]{1,20}$/.test(value)) return badParameter(key);
      mail.sizeBytes = Number(value);
    } else if (key === 'BODY') {
      if (upper !== '7BIT' && upper !== '8BITMIME') return badParameter(key);
      mail.eightBit = upper === '8BITMIME';
    } else if (key === 'SMTPUTF8') {
      if (value !== undefined) return badParameter(key);
      mail.smtpUtf8 = true;
    } else if (key === 'RET') {
      if (upper !== 'FULL' && upper !== 'HDRS') return badParameter(key);
      mail.ret = upper;
    } else if (key === 'ENVID') {
      if (value === undefined || value.length > 100 || decodeXtext(value) === null) return badParameter(key);
      mail.envid = value;
    } else if (key === 'AUTH') {
      // RFC 4954 §5: read and not believed; who signed in is known from the session.
      if (value === undefined || decodeXtext(value) === null) return badParameter(key);
    } else return unknownParameter(key);
  }
  return mail;
}

function parseNotify(value: string | undefined): readonly Notify[] | null {
  const words = (value ?? '').toUpperCase().split(',');
  const known = words.every((word): word is Notify => /^(?:NEVER|SUCCESS|FAILURE|DELAY)$/.test(word));
  if (!known || new Set(words).size !== words.length) return null;
  // RFC 3461 §4.1: NEVER stands alone.
  return words.includes('NEVER') && words.length > 1 ? null : words;
}

function parseRcpt(rest: string): SmtpCommand {
  const match = /^TO:\s*(.*)$/isu.exec(rest);
  const path = match === null ? null : parsePath(match[1]);
  if (path === null || path.address === '') return bad(501, '5.1.3', 'RCPT TO:<address> expected');
  const parameters = parseParameters(path.rest);
  if (parameters === null) return bad(501, '5.5.4', 'the parameters of RCPT cannot be read');
  const rcpt: { -readonly [K in keyof RcptCommand]: RcptCommand[K] } = { kind: 'rcpt', to: path.address };
  for (const [key, value] of parameters) {
    if (key === 'NOTIFY') {
      const notify = parseNotify(value);
      if (notify === null) return badParameter(key);
      rcpt.notify = notify;
    } else if (key === 'ORCPT') {
      // RFC 3461 §4.2: type;xtext (RFC 6533 allows UTF-8 forms for type utf-8).
      if (value === undefined || value.length > 500 || !/^[A-Za-z0-9-]+;[^\s]+$/u.test(value)) return badParameter(key);
      rcpt.orcpt = value;
    } else return unknownParameter(key);
  }
  return rcpt;
}

function parseAuth(rest: string): SmtpCommand {
  const [mechanism, initial, ...more] = rest.split(/\s+/);
  if (!/^[A-Za-z0-9_-]{1,20}$/.test(mechanism) || more.length > 0) return bad(501, '5.5.4', 'AUTH mechanism expected');
  if (initial === undefined) return { kind: 'auth', mechanism: mechanism.toUpperCase() };
  return { kind: 'auth', mechanism: mechanism.toUpperCase(), initial: initial === '=' ? '' : initial };
}

/**
 * A POP3 command line as a value (RFC 1939, 2449, 2595, 5034, 6856). Called by the POP3 session. Pure, never throws;
 * secrets stay inside the value and are never part of an error.
 */

import { credentialText } from '../sasl.ts';

export type Pop3Command =
  | { readonly kind: 'user'; readonly name: string }
  | { readonly kind: 'pass'; readonly secret: string }
  | { readonly kind: 'auth'; readonly mechanism: string; readonly initial: string | null }
  | { readonly kind: 'list' | 'uidl'; readonly message: number | null }
  | { readonly kind: 'retr' | 'dele'; readonly message: number }
  | { readonly kind: 'top'; readonly message: number; readonly lines: number }
  | { readonly kind: 'stat' | 'noop' | 'rset' }
  | { readonly kind: 'quit' | 'capa' | 'stls' | 'utf8' }
  | { readonly kind: 'apop'; readonly name: string }
  /** IMAP words: a tag and an IMAP command. `login` is the name in `tag LOGIN name secret`; the secret is not kept. */
  | { readonly kind: 'imap'; readonly login: string | null }
  /** Known keyword, wrong arguments. */
  | { readonly kind: 'bad-arguments'; readonly keyword: string }
  | { readonly kind: 'unknown' };

const IMAP = /^\S{1,32} (?:LOGIN|CAPABILITY|AUTHENTICATE|ID|STARTTLS|SELECT|EXAMINE|LIST|NOOP|LOGOUT)(?: |$)/i;
const IMAP_LOGIN = /^\S{1,32} LOGIN (?:"((?:[^"\\]|\\.){1,320})"|([^\s"{]{1,320}))(?: |$)/i;
/** Numbers with more digits are no message numbers. */
const NUMBER = /^\d{1,9}$/;

/** Parses one line (without its line end). */
export function parsePop3(line: Buffer): Pop3Command {
  const text = credentialText(line); // PASS of an old program is Latin-1
  const space = text.indexOf(' ');
  const keyword = (space < 0 ? text : text.slice(0, space)).toUpperCase();
  const rest = space < 0 ? '' : text.slice(space + 1);
  switch (keyword) {
    case 'USER':
      return rest.trim() === '' ? bad(keyword) : { kind: 'user', name: rest.trim() };
    case 'PASS':
      // RFC 1939 §7: one argument, so spaces belong to the secret.
      return rest === '' ? bad(keyword) : { kind: 'pass', secret: rest };
    case 'AUTH':
      return authOf(rest);
    case 'APOP':
      return { kind: 'apop', name: rest.split(' ', 1)[0] };
    case 'LIST':
    case 'UIDL':
      return listOf(keyword === 'LIST' ? 'list' : 'uidl', keyword, rest);
    case 'RETR':
    case 'DELE':
      return messageOf(keyword === 'RETR' ? 'retr' : 'dele', keyword, rest);
    case 'TOP':
      return topOf(rest);
    case 'STAT':
    case 'NOOP':
    case 'RSET':
    case 'QUIT':
    case 'CAPA':
    case 'STLS':
    case 'UTF8':
      return rest.trim() === '' ? { kind: SIMPLE[keyword] } : bad(keyword);
    default:
      return imapOf(text);
  }
}

const SIMPLE = {
  STAT: 'stat',
  NOOP: 'noop',
  RSET: 'rset',
  QUIT: 'quit',
  CAPA: 'capa',
  STLS: 'stls',
  UTF8: 'utf8',
} as const;

const bad = (keyword: string): Pop3Command => ({ kind: 'bad-arguments', keyword });

function authOf(rest: string): Pop3Command {
  const [mechanism = '', initial = null, more] = rest.trim().split(/ +/, 3);
  return more === undefined ? { kind: 'auth', mechanism: mechanism.toUpperCase(), initial } : bad('AUTH');
}

function listOf(kind: 'list' | 'uidl', keyword: string, rest: string): Pop3Command {
  const text = rest.trim();
  if (text === '') return { kind, message: null };
  return NUMBER.test(text) ? { kind, message: Number(text) } : bad(keyword);
}

function messageOf(kind: 'retr' | 'dele', keyword: string, rest: string): Pop3Command {
  const text = rest.trim();
  return NUMBER.test(text) ? { kind, message: Number(text) } : bad(keyword);
}

function topOf(rest: string): Pop3Command {
  const [message = '', lines = '', more] = rest.trim().split(/ +/, 3);
  return NUMBER.test(message) && NUMBER.test(lines) && more === undefined
    ? { kind: 'top', message: Number(message), lines: Number(lines) }
    : bad('TOP');
}

function imapOf(text: string): Pop3Command {
  if (!IMAP.test(text)) return { kind: 'unknown' };
  const match = IMAP_LOGIN.exec(text);
  return { kind: 'imap', login: match === null ? null : (match[1]?.replaceAll(/\\(.)/g, '$1') ?? match[2]) };
}

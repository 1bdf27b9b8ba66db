/**
 * Addresses and domain names as people type them, parsed once at the edge and trusted inside.
 * Pure. Never looks anything up.
 */
import { domainToASCII } from 'node:url';

/** A parsed address: `local` as written, `domain` in lower-case A-label form (RFC 5890), `text` the canonical whole. */
export interface Address {
  readonly local: string;
  readonly domain: string;
  /** Canonical form used as key: local part in lower case + @ + domain. */
  readonly text: string;
}

export type NameProblem =
  | 'empty'
  | 'no-at'
  | 'control-character'
  | 'bad-local-part'
  | 'bad-domain'
  | 'single-label'
  | 'ip-address'
  | 'too-long';

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: NameProblem };

const bad = (problem: NameProblem) => ({ ok: false, problem }) as const;

// Control characters and the invisible ones that copy/paste brings along (zero width, direction marks, BOM).
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060\ufeff]/u;
// RFC 5321 §4.1.2 atext with RFC 6531 UTF8-non-ascii.
const DOT_ATOM =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\u{10ffff}-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\u{10ffff}-]+)*$/u;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/**
 * Parses a domain name: any case, IDN, one trailing dot allowed; gives lower-case A-labels without the dot.
 * RFC 1035 §2.3.4: 253 characters, 63 a label.
 */
export function parseDomain(input: string): Parsed<string> {
  const text = input.trim();
  if (text === '') return bad('empty');
  if (CONTROL.test(text)) return bad('control-character');
  if (text.length > 1024) return bad('too-long');
  const bare = text.endsWith('.') ? text.slice(0, -1) : text;
  if (/[\s/:@?#%\\[\]<>"(),;]/.test(bare)) return bad('bad-domain');
  const ascii = domainToASCII(bare);
  if (ascii === '') return bad('bad-domain');
  // domainToASCII reads "1.2" and "0x7f.1" as IPv4 addresses; a name with digits only in its last label is none.
  if (/^[0-9.]+$/.test(ascii) || /^[0-9]+$/.test(ascii.split('.').at(-1) ?? '')) return bad('ip-address');
  if (ascii.length > 253) return bad('too-long');
  const labels = ascii.split('.');
  if (labels.some((label) => !LABEL.test(label))) return bad('bad-domain');
  return labels.length < 2 ? bad('single-label') : { ok: true, value: ascii };
}

/**
 * Parses an address `local@domain` (RFC 5321 §4.1.2 dot-string; RFC 6531 non-ASCII local parts).
 * Quoted local parts are refused as mailbox names. Local part at most 64 octets (RFC 5321 §4.5.3.1.1).
 */
export function parseAddress(input: string): Parsed<Address> {
  const text = input.trim();
  if (text === '') return bad('empty');
  if (CONTROL.test(text)) return bad('control-character');
  if (text.length > 2048) return bad('too-long');
  const at = text.lastIndexOf('@');
  if (at < 0) return bad('no-at');
  const local = text.slice(0, at).normalize('NFC');
  if (!DOT_ATOM.test(local)) return bad('bad-local-part');
  if (Buffer.byteLength(local) > 64) return bad('too-long');
  const domain = parseDomain(text.slice(at + 1));
  if (!domain.ok) return domain;
  const value = { local, domain: domain.value, text: `${local.toLowerCase()}@${domain.value}` };
  return { ok: true, value };
}

/** `kari+shop@…` → `kari@…` (RFC 5233 subaddressing); null when there is nothing to take off. */
export function withoutDetail(address: string): string | null {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? `${address.slice(0, plus)}${address.slice(at)}` : null;
}

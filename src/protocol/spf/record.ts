/**
 * SPF records as values (RFC 7208 §4.5, §5, §6, §12). Called by the evaluator, the merger and the probes. Pure and bounded:
 * what does not fit the grammar is told with the term it stands in, never guessed.
 */
import { ipv6Groups } from '../dns/reverse-name.ts';

export type SpfQualifier = 'pass' | 'fail' | 'softfail' | 'neutral';
const QUALIFIERS: Readonly<Record<string, SpfQualifier>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
};

interface Directive {
  readonly qualifier: SpfQualifier;
  /** As written. */
  readonly text: string;
}
export type SpfMechanism = Directive &
  (
    | { readonly kind: 'all' }
    /** `domain`: with its macros, not yet expanded. */
    | { readonly kind: 'include' | 'exists'; readonly domain: string }
    | { readonly kind: 'ptr'; readonly domain: string | null }
    | { readonly kind: 'a' | 'mx'; readonly domain: string | null; readonly prefix4: number; readonly prefix6: number }
    | { readonly kind: 'ip4' | 'ip6'; readonly address: string; readonly prefix: number }
  );
export interface SpfModifier {
  readonly name: string;
  readonly value: string;
  readonly text: string;
}
export interface SpfRecord {
  readonly mechanisms: readonly SpfMechanism[];
  readonly redirect: string | null;
  /** All modifiers as they stand, `redirect` too; unknown ones are allowed and mean nothing. */
  readonly modifiers: readonly SpfModifier[];
}
export type SpfProblem =
  | 'too-long'
  | 'bad-character'
  | 'unknown-mechanism'
  | 'missing-argument'
  | 'unexpected-argument'
  | 'bad-domain'
  | 'bad-address'
  | 'bad-prefix'
  | 'repeated-modifier';
export type SpfParsed =
  | { readonly kind: 'record'; readonly record: SpfRecord }
  | { readonly kind: 'wrong'; readonly problem: SpfProblem; readonly term: string };

const MOST_CHARACTERS = 16_384;
const MOST_TERMS = 1000;

/** Is it an SPF record at all? The version must stand alone (RFC 7208 §4.5). */
export const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

/** The terms behind the version, as written. */
export const termsOf = (text: string): readonly string[] =>
  text
    .slice('v=spf1'.length)
    .split(' ')
    .filter((term) => term !== '');

type Term =
  { readonly mechanism: SpfMechanism } | { readonly modifier: SpfModifier } | { readonly problem: SpfProblem };

/** Reads a record for which `isSpf` holds; the first wrong term ends it, as it does for every receiver (§4.6). */
export function parseSpf(text: string): SpfParsed {
  const terms = termsOf(text);
  if (text.length > MOST_CHARACTERS || terms.length > MOST_TERMS)
    return { kind: 'wrong', problem: 'too-long', term: '' };
  const mechanisms: SpfMechanism[] = [];
  const modifiers: SpfModifier[] = [];
  for (const text of terms) {
    const term = readTerm(text);
    if ('problem' in term) return { kind: 'wrong', problem: term.problem, term: text.slice(0, 255) };
    if ('mechanism' in term) mechanisms.push(term.mechanism);
    else {
      const { name } = term.modifier;
      const isOnce = name === 'redirect' || name === 'exp';
      if (isOnce && modifiers.some((other) => other.name === name))
        return { kind: 'wrong', problem: 'repeated-modifier', term: text.slice(0, 255) };
      modifiers.push(term.modifier);
    }
  }
  const redirect = modifiers.find((one) => one.name === 'redirect')?.value ?? null;
  return { kind: 'record', record: { mechanisms, redirect, modifiers } };
}

/** One term (§12): a mechanism with its qualifier, or a modifier. */
export function readTerm(text: string): Term {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (/[^\x21-\x7e]/.test(text)) return { problem: 'bad-character' };
  const modifier = /^([a-z][a-z0-9._-]*)=(.*)$/i.exec(text);
  if (modifier !== null) return readModifier(modifier[1].toLowerCase(), modifier[2], text);
  const [, sign, name, rest] = /^([+\-~?]?)([a-z0-9]*)(.*)$/i.exec(text) ?? [];
  const directive: Directive = { qualifier: QUALIFIERS[sign || '+'], text };
  switch (name.toLowerCase()) {
    case 'all':
      return rest === '' ? { mechanism: { ...directive, kind: 'all' } } : { problem: 'unexpected-argument' };
    case 'include':
      return withDomain(directive, 'include', rest);
    case 'exists':
      return withDomain(directive, 'exists', rest);
    case 'ptr':
      return readPtr(directive, rest);
    case 'a':
      return readHost(directive, 'a', rest);
    case 'mx':
      return readHost(directive, 'mx', rest);
    case 'ip4':
      return readNetwork(directive, 'ip4', rest);
    case 'ip6':
      return readNetwork(directive, 'ip6', rest);
    default:
      return { problem: 'unknown-mechanism' };
  }
}

function readModifier(name: string, value: string, text: string): Term {
  if ((name === 'redirect' || name === 'exp') && !isDomainSpec(value)) return { problem: 'bad-domain' };
  return isMacroString(value) ? { modifier: { name, value, text } } : { problem: 'bad-character' };
}

function withDomain(directive: Directive, kind: 'include' | 'exists', rest: string): Term {
  if (!rest.startsWith(':') || rest.length === 1) return { problem: 'missing-argument' };
  const domain = rest.slice(1);
  return isDomainSpec(domain) ? { mechanism: { ...directive, kind, domain } } : { problem: 'bad-domain' };
}

function readPtr(directive: Directive, rest: string): Term {
  if (rest === '') return { mechanism: { ...directive, kind: 'ptr', domain: null } };
  if (!rest.startsWith(':')) return { problem: 'unknown-mechanism' };
  const domain = rest.slice(1);
  return isDomainSpec(domain) ? { mechanism: { ...directive, kind: 'ptr', domain } } : { problem: 'bad-domain' };
}

/** RFC 7208 §5.6: no leading zeros, within the family. */
const prefixOf = (text: string | undefined, most: number): number | null => {
  if (text === undefined) return most;
  return /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= most ? Number(text) : null;
};

function readHost(directive: Directive, kind: 'a' | 'mx', rest: string): Term {
  const cut = /^(.*?)(?:\/(\d*))?(?:\/\/(\d*))?$/.exec(rest);
  const [, named = '', four, six] = cut ?? [];
  const [prefix4, prefix6] = [prefixOf(four, 32), prefixOf(six, 128)];
  if (prefix4 === null || prefix6 === null) return { problem: 'bad-prefix' };
  if (named === '') return { mechanism: { ...directive, kind, domain: null, prefix4, prefix6 } };
  if (!named.startsWith(':')) return { problem: 'unknown-mechanism' };
  const domain = named.slice(1);
  if (!isDomainSpec(domain)) return { problem: 'bad-domain' };
  return { mechanism: { ...directive, kind, domain, prefix4, prefix6 } };
}

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const V4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

function readNetwork(directive: Directive, kind: 'ip4' | 'ip6', rest: string): Term {
  if (!rest.startsWith(':') || rest.length === 1) return { problem: 'missing-argument' };
  const [address, bits, ...more] = rest.slice(1).split('/');
  const isGood = kind === 'ip4' ? V4.test(address) : !address.includes('%') && ipv6Groups(address) !== null;
  if (!isGood) return { problem: 'bad-address' };
  const prefix = more.length > 0 ? null : prefixOf(bits, kind === 'ip4' ? 32 : 128);
  return prefix === null
    ? { problem: 'bad-prefix' }
    : { mechanism: { ...directive, kind, address: address.toLowerCase(), prefix } };
}

/** §7.1; `c`, `r` and `t` belong to explanations only. */
const MACRO = /%(?:\{[slodiphvSLODIPHV](?:[1-9]\d{0,2})?r?[.\-+,/_=]*\}|[%_-])/g;
const isMacroString = (text: string): boolean => !text.replaceAll(MACRO, '').includes('%');

function isDomainSpec(text: string): boolean {
  if (text === '' || text.length > 512 || !isMacroString(text)) return false;
  if (/%\{[^}]*\}$/.test(text)) return true;
  // The end is a top label: letters, digits and hyphens, not digits alone, with a dot before it.
  const top = /\.([a-z0-9-]+)\.?$/i.exec(text)?.[1];
  if (top === undefined || /^\d+$/.test(top) || top.startsWith('-') || top.endsWith('-')) return false;
  const labels = text.replaceAll(MACRO, 'x').replace(/\.$/, '').split('.');
  return labels.every((label) => label !== '' && label.length <= 63);
}

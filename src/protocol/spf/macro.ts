/** Expands the macros of SPF (RFC 7208 §7) into a domain name. Called by the evaluator. Pure; asks nobody. */
import { ipv6Groups } from '../dns/reverse-name.ts';

export interface MacroValues {
  /** The whole sender, `local@domain`. */
  readonly sender: string;
  /** The domain being evaluated now: changes with include and redirect. */
  readonly domain: string;
  readonly address: string;
  readonly helo: string;
  /** A validated name of the address, or `unknown` (§7.3: `p` is discouraged). */
  readonly validated: string;
}

/** §7.3 `i`: dotted quad, or the nibbles of an IPv6 address with dots between. */
export function dottedAddress(address: string): string {
  const groups = address.includes(':') ? ipv6Groups(address) : null;
  if (groups === null) return address;
  return groups
    .map((group) => group.toString(16).padStart(4, '0'))
    .join('')
    .split('')
    .join('.');
}

function valueOf(letter: string, values: MacroValues): string {
  const at = values.sender.lastIndexOf('@');
  switch (letter) {
    case 's':
      return values.sender;
    case 'l':
      return values.sender.slice(0, at);
    case 'o':
      return values.sender.slice(at + 1);
    case 'd':
      return values.domain;
    case 'i':
      return dottedAddress(values.address);
    case 'p':
      return values.validated;
    case 'v':
      return values.address.includes(':') ? 'ip6' : 'in-addr';
    default:
      return values.helo;
  }
}

/** Expands a domain-spec; labels are dropped on the left until the name has at most 253 characters (§7.3). */
export function expandMacros(spec: string, values: MacroValues): string {
  const expanded = spec.replaceAll(
    /%(?:\{([slodiphv])(\d*)(r?)([.\-+,/_=]*)\}|([%_-]))/gi,
    (
      _,
      letter: string | undefined,
      digits: string,
      turned: string,
      delimiters: string,
      literal: string | undefined,
    ) => {
      if (letter === undefined) return literal === '%' ? '%' : literal === '_' ? ' ' : '%20';
      const value = valueOf(letter.toLowerCase(), values);
      const cut = new Set(delimiters === '' ? '.' : delimiters);
      let parts = splitAt(value, cut);
      if (turned !== '') parts = parts.toReversed();
      if (digits !== '') parts = parts.slice(-Number(digits));
      const text = parts.join('.');
      return letter === letter.toUpperCase() ? encodeURIComponent(text) : text;
    },
  );
  let name = expanded.replace(/\.$/, '').toLowerCase();
  while (name.length > 253 && name.includes('.')) name = name.slice(name.indexOf('.') + 1);
  return name;
}

function splitAt(value: string, delimiters: ReadonlySet<string>): string[] {
  const parts = [''];
  for (const character of value) {
    if (delimiters.has(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

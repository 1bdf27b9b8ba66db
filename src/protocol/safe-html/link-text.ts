/**
 * Does a link say one address and lead to another? Called by sanitise.ts and the hints. Pure. Compares the names people read
 * (the registered part), so that `www.` or a tracking subdomain of the same owner is no difference.
 */
import { getDomain } from 'tldts';

const HOST = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}$/u;

/** Suffixes that firms let to strangers (`github.io`, `co.com`) count as registries do: their customers are strangers to each other. */
const LIST = { allowPrivateDomains: true, extractHostname: false, validateHostname: false } as const;

/**
 * The part of a host name that somebody registered, by the public suffix list: `a.b.example.co.uk` → `example.co.uk`,
 * `kari.github.io` as it is. An address of a machine, and a suffix by itself, are whole names of their own.
 */
export function registeredName(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  return getDomain(name, LIST) ?? name;
}

/** The host name that a text claims to lead to; null when it claims none. */
export function hostInText(text: string): string | null {
  if (text.length > 10_000) return null;
  const plain = text.replaceAll(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '').trim();
  if (plain.length > 2_000 || /\s/.test(plain)) return null;
  const isUrl = /^https?:\/\//i.test(plain);
  const host = /^(?:https?:\/\/)?(?:[^/?#@\s]*@)?([^/?#:\s]+)/i.exec(plain)?.[1]?.toLowerCase() ?? '';
  if (!HOST.test(host)) return null;
  // `example.pdf` and `Kjell.Inge` are names of files and people, not of hosts.
  const isNamed = isUrl || host.startsWith('www.') || KNOWN_TOPS.test(host);
  return isNamed && !plain.includes('@') ? host : null;
}
const KNOWN_TOPS =
  /\.(?:com|net|org|info|biz|no|se|dk|fi|is|de|nl|fr|uk|eu|io|app|dev|shop|online|bank|test|example|us|ca|au|pl|es|it|ch|at|be|ru|cn|me|tv|co|xyz|site|store|cloud|gov|edu)$/;

/** Where the link really leads when its text names another owner; null: nothing to say. */
export function leadsElsewhere(text: string, href: string): { readonly shown: string; readonly leads: string } | null {
  const shown = hostInText(text);
  const url = URL.parse(href);
  if (shown === null || url === null || !/^https?:$/.test(url.protocol)) return null;
  const said = URL.parse(`http://${shown}`)?.hostname ?? shown;
  const leads = url.hostname;
  return registeredName(said) === registeredName(leads) ? null : { shown, leads };
}

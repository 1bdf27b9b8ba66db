/**
 * Does an SPF record let this host send? Evaluated by our own evaluator (RFC 7208) for each of our addresses, with our own
 * resolver. Used by the probe of SPF and by `domain show`. Judges records, not mail.
 */
import type { DnsAnswer, Resolver } from '#src/net/dns-answer.ts';
import { evaluateSpf, type SpfFound, type SpfLookup, type SpfOutcome } from '#src/protocol/spf/evaluate.ts';
import { addressesOf } from './dns.ts';
import type { HostFacts } from './sources.ts';

const MOST_ADDRESSES = 6;

/** Our answers in the shape the evaluator asks for. */
export function spfLookup(resolver: Resolver): SpfLookup {
  const found = async <T>(asked: Promise<DnsAnswer<T>>, text: (record: T) => string): Promise<SpfFound> => {
    const answer = await asked;
    if (answer.kind === 'records') return { kind: 'found', values: answer.records.map(text) };
    return { kind: answer.kind === 'failed' ? 'failed' : 'none' };
  };
  const same = (text: string): string => text;
  return {
    txt: (name) => found(resolver.txt(name), same),
    a: (name) => found(resolver.a(name), same),
    aaaa: (name) => found(resolver.aaaa(name), same),
    mx: (name) => found(resolver.mx(name), (record) => record.exchange),
    ptr: (address) => found(resolver.ptr(address), same),
  };
}

/** The addresses our mail leaves from: the configured ones, else those of the host name. Null when nobody could say. */
export async function sendingAddresses(resolver: Resolver, host: HostFacts): Promise<readonly string[] | null> {
  if (host.addresses.length > 0) return [...new Set(host.addresses)].slice(0, MOST_ADDRESSES);
  const named = await addressesOf(resolver, host.hostname);
  return named === null ? null : [...new Set(named)].slice(0, MOST_ADDRESSES);
}

export interface SpfForUs {
  readonly address: string;
  readonly outcome: SpfOutcome;
}
/** What receivers find for each of our addresses; null when our addresses are not known. */
export async function evaluateForUs(
  resolver: Resolver,
  domain: string,
  host: HostFacts,
): Promise<readonly SpfForUs[] | null> {
  const addresses = await sendingAddresses(resolver, host);
  if (addresses === null || addresses.length === 0) return null;
  const lookup = spfLookup(resolver);
  const query = { domain, sender: `postmaster@${domain}`, helo: host.hostname };
  return await Promise.all(
    addresses.map(async (address) => ({ address, outcome: await evaluateSpf(lookup, { ...query, address }) })),
  );
}

/** True or false for a clear result; null when DNS did not allow one or our own address is not known. */
export async function spfReaches(
  resolver: Resolver,
  domain: string,
  record: string,
  host: HostFacts,
): Promise<boolean | null> {
  const all = await evaluateForUs(resolver, domain, host);
  if (all === null) {
    // What names us needs no evaluation, and must not fail when our own address is not in DNS.
    const words = record.toLowerCase().split(/\s+/);
    return words.some((word) => /^\+?mx$/.test(word) || word === `a:${host.hostname}`) ? true : null;
  }
  if (all.some(({ outcome }) => outcome.result === 'temperror')) return null;
  return all.every(({ outcome }) => outcome.result === 'pass' || outcome.result === 'neutral');
}

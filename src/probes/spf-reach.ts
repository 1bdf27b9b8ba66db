/**
 * Does an SPF record let this host send? Evaluated by `mailauth` (RFC 7208) for our own address, with our own resolver.
 * Used when the record differs from the one we would write: extra senders, redirect and include are all fine.
 */
import { spf } from 'mailauth';
import type { DnsAnswer, Resolver } from '#src/net/dns-answer.ts';
import { addressesOf } from './dns.ts';
import type { HostFacts } from './sources.ts';

type SpfOptions = Parameters<typeof spf>[0];

/** True or false for a clear result; null when DNS did not allow one or our own address is not known. */
export async function spfReaches(
  resolver: Resolver,
  domain: string,
  record: string,
  host: HostFacts,
): Promise<boolean | null> {
  const addresses = [...host.addresses, ...((await addressesOf(resolver, host.hostname)) ?? [])];
  // What names us needs no evaluation, and must not fail when our own address is not in DNS.
  const words = record.toLowerCase().split(/\s+/);
  if (words.includes('mx') || words.includes('+mx') || words.includes(`a:${host.hostname}`)) return true;
  if (addresses.length === 0) return null;
  const result = await spf({
    sender: `postmaster@${domain}`,
    ip: addresses[0],
    helo: host.hostname,
    mta: host.hostname,
    resolver: (async (name: string, type: string) => await rows(resolver, name, type)) as SpfOptions['resolver'],
  });
  const verdict = String((result as { status?: { result?: string } }).status?.result);
  if (verdict === 'temperror') return null;
  return verdict === 'pass' || verdict === 'neutral';
}

const code = (word: string, name: string): Error => Object.assign(new Error(`${word} ${name}`), { code: word });

/** Our answers in the shape of `dns.promises.resolve`. */
async function rows(
  resolver: Resolver,
  name: string,
  type: string,
): Promise<string[] | string[][] | { priority: number; exchange: string }[]> {
  const take = <T>(answer: DnsAnswer<T>): readonly T[] => {
    switch (answer.kind) {
      case 'records':
        return answer.records;
      case 'nodata':
        throw code('ENODATA', name);
      case 'nxdomain':
        throw code('ENOTFOUND', name);
      case 'failed':
        throw code('ESERVFAIL', name);
    }
  };
  switch (type.toUpperCase()) {
    case 'TXT':
      return take(await resolver.txt(name)).map((text) => [text]);
    case 'MX':
      return take(await resolver.mx(name)).map((one) => ({ priority: one.preference, exchange: one.exchange }));
    case 'A':
      return [...take(await resolver.a(name))];
    case 'AAAA':
      return [...take(await resolver.aaaa(name))];
    case 'PTR':
      return [...take(await resolver.ptr(name))];
    default:
      throw code('ENODATA', name);
  }
}

/**
 * From a DNS reply to an answer: follows the CNAME chain inside the reply, tells NODATA from NXDOMAIN, and says how long
 * either holds (RFC 2308). Called by net/resolver. Pure; asks nobody.
 */
import type { DnsRecord, DnsReply, DnsType } from './message.ts';

interface Held {
  readonly ttlSeconds: number;
  /** The reply's AD bit. */
  readonly authentic: boolean;
}
export type ReplyMeaning =
  | (Held & { readonly kind: 'records'; readonly records: readonly DnsRecord[] })
  | (Held & { readonly kind: 'nodata' | 'nxdomain' })
  /** The chain leaves the reply: ask again for `name`. */
  | (Held & { readonly kind: 'ask'; readonly name: string })
  | { readonly kind: 'failed'; readonly why: 'servfail' | 'refused' | 'malformed' };

const MAX_CHAIN = 12;
/** RFC 2308 §5: negative answers at most three hours; positive ones at most a day (RFC 8767 §4 allows a cap). */
const MAX_NEGATIVE_SECONDS = 3 * 3600;
const MAX_POSITIVE_SECONDS = 86_400;

/** What the reply says about `name` and `type`. A CNAME loop is malformed. */
export function meaningOf(reply: DnsReply, name: string, type: DnsType): ReplyMeaning {
  if (reply.rcode === 5) return { kind: 'failed', why: 'refused' };
  if (reply.rcode !== 0 && reply.rcode !== 3) return { kind: 'failed', why: 'servfail' };
  let owner = name.toLowerCase().replace(/\.$/, '');
  let ttlSeconds = MAX_POSITIVE_SECONDS;
  const { authentic } = reply;
  const visited = new Set<string>([owner]);
  for (;;) {
    const records = reply.answers.filter((record) => record.type === type && record.name === owner);
    if (records.length > 0) {
      for (const record of records) ttlSeconds = Math.min(ttlSeconds, record.ttlSeconds);
      return { kind: 'records', records, ttlSeconds, authentic };
    }
    const alias = reply.answers.find((record) => record.type === 'CNAME' && record.name === owner);
    if (alias === undefined) break;
    ttlSeconds = Math.min(ttlSeconds, alias.ttlSeconds);
    owner = alias.data;
    if (visited.has(owner) || visited.size > MAX_CHAIN) return { kind: 'failed', why: 'malformed' };
    visited.add(owner);
  }
  const soa = reply.authorities.find((record) => record.type === 'SOA');
  // RFC 2308 §3: without an SOA a negative answer should not be kept.
  const negative = soa === undefined ? 0 : Math.min(soa.ttlSeconds, soa.number, MAX_NEGATIVE_SECONDS);
  if (reply.rcode === 3) return { kind: 'nxdomain', ttlSeconds: Math.min(ttlSeconds, negative), authentic };
  if (visited.size > 1 && soa === undefined) return { kind: 'ask', name: owner, ttlSeconds, authentic };
  return { kind: 'nodata', ttlSeconds: Math.min(ttlSeconds, negative), authentic };
}

/**
 * In which order the hosts of a domain are tried (RFC 5321 §5.1): by preference, by chance among equals, nothing at or
 * after ourselves, and none at all for a null MX (RFC 7505). Called by delivery. Pure: chance is an argument.
 */
export interface MailHost {
  readonly preference: number;
  readonly exchange: string;
}
export type HostOrder =
  | { readonly kind: 'hosts'; readonly hosts: readonly string[] }
  /** The domain says it takes no mail. */
  | { readonly kind: 'null-mx' }
  /** We are the best host by DNS, yet the domain is not ours: it would come back to us. */
  | { readonly kind: 'loops-back' };

/** At most this many hosts are tried. */
const MAX_HOSTS = 10;

/** `isSelf`: is this name one of ours? `random` gives [0,1). Without records the domain itself is the host. */
export function orderHosts(
  domain: string,
  records: readonly MailHost[],
  isSelf: (host: string) => boolean,
  random: () => number,
): HostOrder {
  if (records.length === 0) return isSelf(domain) ? { kind: 'loops-back' } : { kind: 'hosts', hosts: [domain] };
  if (records.every((record) => record.exchange === '')) return { kind: 'null-mx' };
  const named = records.filter((record) => record.exchange !== '');
  const own = Math.min(...named.filter((record) => isSelf(record.exchange)).map((record) => record.preference));
  const before = named.filter((record) => record.preference < own);
  if (before.length === 0) return { kind: 'loops-back' };
  const sorted = before
    .map((record) => ({ ...record, chance: random() }))
    .toSorted((a, b) => a.preference - b.preference || a.chance - b.chance);
  return { kind: 'hosts', hosts: [...new Set(sorted.map((record) => record.exchange))].slice(0, MAX_HOSTS) };
}

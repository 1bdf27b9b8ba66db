/**
 * What a DNS question can come back with. NODATA, NXDOMAIN, SERVFAIL, REFUSED and silence are different answers and are
 * never folded into one another (RFC 2308 §2, RFC 8914). Shared by delivery, mail authentication and probes.
 */
export type DnsFailure = 'servfail' | 'refused' | 'timeout' | 'unreachable' | 'malformed' | 'not-configured';

export type DnsAnswer<T> =
  | {
      readonly kind: 'records';
      readonly records: readonly T[];
      readonly ttlSeconds: number;
      /** AD: the resolver says that it has validated the answer (DNSSEC). Left out when it does not. */
      readonly authentic?: true;
    }
  | { readonly kind: 'nodata'; readonly authentic?: true }
  | { readonly kind: 'nxdomain'; readonly authentic?: true }
  | { readonly kind: 'failed'; readonly why: DnsFailure; readonly server?: string };

export interface MxRecord {
  readonly preference: number;
  /** Lower case, without the final dot; '' for the null MX (RFC 7505). */
  readonly exchange: string;
}

/** A recursive resolver, asked over UDP with fall-back to TCP; answers are cached for their true TTL. */
export interface Resolver {
  mx(name: string): Promise<DnsAnswer<MxRecord>>;
  /** Each record's strings joined (RFC 7208 §3.3). */
  txt(name: string): Promise<DnsAnswer<string>>;
  a(name: string): Promise<DnsAnswer<string>>;
  aaaa(name: string): Promise<DnsAnswer<string>>;
  ns(name: string): Promise<DnsAnswer<string>>;
  cname(name: string): Promise<DnsAnswer<string>>;
  soa(name: string): Promise<DnsAnswer<string>>;
  /** Names for an IPv4 or IPv6 address. */
  ptr(address: string): Promise<DnsAnswer<string>>;
}

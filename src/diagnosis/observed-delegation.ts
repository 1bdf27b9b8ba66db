/** What the probes of registry, delegation and DNSSEC observe, field by field. Types only. */

/** One answer of one resolver. */
export type ResolverAnswer =
  'records' | 'nodata' | 'nxdomain' | 'servfail' | 'refused' | 'timeout' | 'unreachable' | 'malformed' | 'other';
export type ResolverView = {
  readonly server: string;
  /** To the question for MX. */
  readonly answer: ResolverAnswer;
  /** The same with checking disabled (CD); null = it was not needed. */
  readonly unchecked: ResolverAnswer | null;
  /** AD: the resolver has validated. */
  readonly authentic: boolean;
  /** `preference host`, sorted. */
  readonly mx: readonly string[];
  /** How long it still keeps this answer; null = there is none. */
  readonly ttlSeconds: number | null;
  /** Extended errors (RFC 8914), in the resolver's words. */
  readonly errors: readonly { readonly code: number; readonly text: string }[];
};
/** What the configured resolvers say, each for itself. */
export type DnsRecursive = { readonly domain: string; readonly resolvers: readonly ResolverView[] };

/** One address of one delegated name server. */
export type NameServerView = {
  readonly server: string;
  readonly address: string | null;
  readonly state:
    | 'authoritative'
    | 'refused'
    | 'servfail'
    | 'not-authoritative'
    | 'silent'
    | 'unreachable'
    | 'malformed'
    | 'no-address'
    | 'not-asked';
  readonly serial: number | null;
  /** NS of the zone in this server's own words; null = not told. */
  readonly servers: readonly string[] | null;
  /** `preference host`, sorted; empty = there is none; null = not told. */
  readonly mx: readonly string[] | null;
  readonly mxTtlSeconds: number | null;
  readonly txt: readonly string[] | null;
};
export type DnsDelegation = {
  readonly domain: string;
  /**
   * `walked`: from the roots to the domain's own zone. Else there is nothing to say of its servers: it has no zone of its
   * own, this host cannot reach the roots (port 53 closed outwards), or the public DNS does not know it.
   */
  readonly how: 'walked' | 'no-own-zone' | 'roots-unreachable' | 'not-public';
  /** The zone that holds the domain, and the zone above it. */
  readonly zone: string;
  readonly parent: string;
  /** NS as the zone above has them, and for how long others keep that. */
  readonly delegated: readonly string[];
  readonly ttlSeconds: number;
  readonly servers: readonly NameServerView[];
  /** Name servers of this host; empty = it has none. */
  readonly ours: readonly string[];
  /** What our own name servers hold of the domain when the world is sent elsewhere; null = nothing, or not asked. */
  readonly ourCopy: NameServerView | null;
};
export type DnsTrust = {
  readonly zone: string;
  readonly state: 'secure' | 'insecure' | 'bogus';
  /** Of a broken chain: where, why, in which set. */
  readonly brokenAt: string | null;
  readonly reason: string | null;
  readonly type: string | null;
  /** When a signature ran out or begins. */
  readonly signatureAt: string | null;
  /** Key tags: of the zone above's DS, of the zone's own keys. */
  readonly dsTags: readonly number[];
  readonly keyTags: readonly number[];
  /** Servers whose copy alone does not hold. */
  readonly staleServers: readonly string[];
};
export type DnsMailTargets = {
  readonly domain: string;
  /** What the domain itself is an alias of. */
  readonly alias: string | null;
  /** The domain's own addresses: its web site; null = not asked. */
  readonly web: readonly string[] | null;
  readonly targets: readonly {
    readonly host: string;
    /** Written as an address instead of a name. */
    readonly isAddress: boolean;
    readonly alias: string | null;
    readonly addresses: readonly string[] | null;
    /** Whose web proxy its addresses are. */
    readonly proxy: string | null;
  }[];
};
/** Names that devices of the subject have used to reach us, and whether DNS still knows them. */
export type DnsDeviceHosts = {
  readonly days: number;
  readonly hosts: readonly {
    readonly host: string;
    readonly lastAt: string;
    readonly count: number;
    readonly state: 'there' | 'gone';
    /** Under the subject's domain, or a name of this host. */
    readonly owner: 'customer' | 'host';
    /** The devices that used it have signed in by another name since. */
    readonly leftSince: boolean;
  }[];
};
/** Domains of this host that the one asked about may be mistaken for; only those whose public MX leads here. */
export type StateKin = {
  readonly domain: string;
  readonly kin: readonly { readonly domain: string; readonly like: 'top' | 'letters' }[];
};

export interface DelegationObservations {
  readonly 'dns.recursive': DnsRecursive;
  readonly 'dns.delegation': DnsDelegation;
  readonly 'dns.trust': DnsTrust;
  readonly 'dns.mail-targets': DnsMailTargets;
  readonly 'dns.device-hosts': DnsDeviceHosts;
  readonly 'dns.kin': StateKin;
}

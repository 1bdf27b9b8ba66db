/** What the probes of SPF, DKIM, DMARC, MTA-STS, DANE, reverse names and block lists observe, field by field. Types only. */

/** A domain's SPF evaluated for one of our sending addresses (RFC 7208). */
export type SpfForAddress = {
  readonly address: string;
  readonly result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror';
  /** Word of protocol/spf/evaluate.ts for an error. */
  readonly why: string | null;
  /** Where the error is: whose record, which term. */
  readonly at: { readonly domain: string; readonly term: string } | null;
  readonly matched: string | null;
  /** Questions that count (at most ten are allowed), and those that came back empty (at most two). */
  readonly lookups: number;
  readonly voids: number;
};
export type DnsSpfCheck = {
  readonly domain: string;
  readonly records: readonly string[];
  /** TXT records that were meant as SPF but are none for any receiver. */
  readonly near: readonly string[];
  readonly addresses: readonly SpfForAddress[];
  /** The path of questions as `name by term: result`, depth by depth; at most 40 lines. */
  readonly tree: readonly string[];
  /** Former addresses of ours that the record names. */
  readonly former: readonly string[];
  /** The finished record: everybody in it stays, we are in it; null when a term cannot be understood. */
  readonly merged: string | null;
  readonly unclear: readonly string[];
};

export type DkimSelector = {
  readonly selector: string;
  readonly name: string;
  readonly state:
    'ok' | 'missing' | 'revoked' | 'cut' | 'mismatch' | 'unreadable' | 'not-for-mail' | 'wrong-hash' | 'several';
  readonly testing: boolean;
  /** The name that the selector is an alias (CNAME) of; not asked when the key is right or missing. */
  readonly alias: string | null;
  /** Texts that are, or are meant as, a key. */
  readonly found: readonly string[];
  readonly wanted: string;
};
/** Each key that signs now. */
export type DnsDkimKeys = { readonly domain: string; readonly selectors: readonly DkimSelector[] };

export type DnsDmarcCheck = {
  readonly domain: string;
  readonly state: 'ok' | 'none' | 'several' | 'bad';
  /** Name whose records decide. */
  readonly name: string;
  readonly records: readonly string[];
  /** Word of protocol/dmarc/record.ts, or `near` (meant as a record, but none). */
  readonly problem: string | null;
  readonly term: string | null;
  /** What receivers apply to this domain. */
  readonly policy: 'none' | 'quarantine' | 'reject' | null;
  /** Records that stand where nobody looks. */
  readonly misplaced: readonly { readonly name: string; readonly record: string }[];
  /** The finished record for `_dmarc.<domain>`. */
  readonly value: string;
};

export type OutsideMtaSts = {
  readonly domain: string;
  /** Name and TXT record that ask senders to fetch a policy. */
  readonly records: readonly string[];
  readonly state: 'off' | 'ok' | 'bad-record' | 'no-policy' | 'bad-policy' | 'bad-certificate' | 'mismatch';
  readonly mode: 'enforce' | 'testing' | 'none' | null;
  /** What the policy allows. */
  readonly patterns: readonly string[];
  /** MX hosts that it does not allow. */
  readonly uncovered: readonly string[];
  readonly covered: readonly string[];
  /** What went wrong: a failure, a status, a code of the certificate. */
  readonly why: string | null;
  readonly maxAgeSeconds: number | null;
  /** Reports of failures go somewhere (TLS-RPT). */
  readonly reports: boolean;
};

export type TlsaHost = {
  readonly host: string;
  readonly name: string;
  /** `usage selector matching hex`, hex shortened. */
  readonly records: readonly string[];
  /** True: DNSSEC says so; null: the zone is signed, but nobody here has validated it; false: senders ignore the records. */
  readonly secure: boolean | null;
  readonly usable: number;
  readonly matches: boolean;
  readonly wanted: string;
};
export type DnsTlsa = { readonly domain: string; readonly hosts: readonly TlsaHost[] };

/** Reverse names of our sending addresses. */
export type PtrAddress = {
  readonly address: string;
  readonly family: 4 | 6;
  readonly state: 'ok' | 'none' | 'unconfirmed';
  readonly names: readonly string[];
};
export type DnsPtr = { readonly hostname: string; readonly addresses: readonly PtrAddress[] };

export type BlockList = {
  readonly zone: string;
  readonly kind: 'ip' | 'domain';
  /**
   * - `works`: passed its self-test (RFC 5782 §5); only then a listing counts
   * - `says-yes-to-all`: lists what must never be listed; `gone`: knows not even its test entry
   * - `refuses-us`: its answer says that it does not serve our resolver
   */
  readonly state: 'works' | 'says-yes-to-all' | 'gone' | 'refuses-us';
  /** What is listed, with the codes and the list's own words. */
  readonly listed: readonly {
    readonly entry: string;
    readonly codes: readonly string[];
    readonly text: string | null;
  }[];
};
export type DnsBlockLists = { readonly lists: readonly BlockList[] };

export interface AuthenticityObservations {
  readonly 'dns.spf-check': DnsSpfCheck;
  readonly 'dns.dkim-keys': DnsDkimKeys;
  readonly 'dns.dmarc-check': DnsDmarcCheck;
  readonly 'outside.mta-sts': OutsideMtaSts;
  readonly 'dns.tlsa': DnsTlsa;
  readonly 'dns.ptr': DnsPtr;
  readonly 'dns.block-lists': DnsBlockLists;
}

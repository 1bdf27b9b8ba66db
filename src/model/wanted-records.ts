/** The DNS records a hosted domain should have. Shown by `domain show`, compared by the DNS probes. Pure. */

export type RecordPurpose = 'mx' | 'spf' | 'dkim' | 'dmarc';
export interface WantedRecord {
  /** Without the final dot, A-labels. */
  readonly name: string;
  readonly type: 'MX' | 'TXT';
  /** As in a zone file, without quotes; a long TXT is split into strings of 255 by whoever publishes it. */
  readonly value: string;
  readonly purpose: RecordPurpose;
}

export const DEFAULT_SELECTOR = 'pv1';

/**
 * MX, SPF, DKIM and DMARC of a domain whose mail lives on `hostname`.
 * - SPF: `a:` and `mx` both lead to us; `~all` so that a forwarder the owner forgot costs marks, not mail (RFC 7208 §8.5).
 * - DMARC: `p=none` asks nobody to refuse anything; it makes alignment visible, and large receivers want it to exist.
 */
export function wantedRecords(input: {
  readonly domain: string;
  readonly hostname: string;
  readonly dkim?: {
    readonly selector: string;
    readonly publicKey: string;
    readonly algorithm?: 'rsa-sha256' | 'ed25519-sha256';
  };
}): readonly WantedRecord[] {
  const { domain, hostname, dkim } = input;
  const records: WantedRecord[] = [
    { name: domain, type: 'MX', value: `10 ${hostname}`, purpose: 'mx' },
    { name: domain, type: 'TXT', value: `v=spf1 mx a:${hostname} ~all`, purpose: 'spf' },
  ];
  if (dkim !== undefined) {
    const k = dkim.algorithm === 'ed25519-sha256' ? 'ed25519' : 'rsa';
    const value = `v=DKIM1; k=${k}; p=${dkim.publicKey}`;
    records.push({ name: `${dkim.selector}._domainkey.${domain}`, type: 'TXT', value, purpose: 'dkim' });
  }
  records.push({ name: `_dmarc.${domain}`, type: 'TXT', value: 'v=DMARC1; p=none', purpose: 'dmarc' });
  return records;
}

/**
 * TLSA records against a certificate chain (RFC 6698 §2.1, RFC 7672 §3.1). Called by the probe of DANE. Pure: the chain is
 * given as PEM, nothing is connected to.
 */
import { createHash, X509Certificate } from 'node:crypto';

export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  /** Lower-case hex. */
  readonly data: string;
}
const MOST_CERTIFICATES = 10;

/** Reads `usage selector matching hex`; null when it is none. */
export function readTlsa(text: string): TlsaRecord | null {
  const match = /^(\d{1,3}) (\d{1,3}) (\d{1,3}) ([0-9a-f\s]+)$/i.exec(text.trim());
  if (match === null) return null;
  const [usage, selector, matching] = match.slice(1, 4).map(Number);
  return { usage, selector, matching, data: match[4].replaceAll(/\s/g, '').toLowerCase() };
}

/** RFC 7672 §3.1.3: PKIX usages 0 and 1 are not for SMTP; digests must have their length. */
export const isUsable = ({ usage, selector, matching, data }: TlsaRecord): boolean =>
  (usage === 2 || usage === 3) &&
  (selector === 0 || selector === 1) &&
  (matching === 0 || (matching === 1 && data.length === 64) || (matching === 2 && data.length === 128));

/** The chain of a PEM file, leaf first; null when it is none. */
export function chainOf(pem: string): readonly X509Certificate[] | null {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    const chain = blocks.slice(0, MOST_CERTIFICATES).map((block) => new X509Certificate(block));
    return chain.length === 0 ? null : chain;
  } catch {
    return null;
  }
}

const dataOf = (certificate: X509Certificate, selector: number, matching: number): string => {
  const bytes = selector === 0 ? certificate.raw : certificate.publicKey.export({ type: 'spki', format: 'der' });
  return matching === 0
    ? bytes.toString('hex')
    : createHash(matching === 1 ? 'sha256' : 'sha512')
        .update(bytes)
        .digest('hex');
};

/** Usage 3: the leaf itself; usage 2: an authority in the chain that is sent. */
export function isMatch(record: TlsaRecord, chain: readonly X509Certificate[]): boolean {
  const among = record.usage === 3 ? chain.slice(0, 1) : chain.slice(1);
  return isUsable(record) && among.some((one) => dataOf(one, record.selector, record.matching) === record.data);
}

/** `3 1 1` of the leaf: what to publish, since it holds as long as the key does. */
export const wantedTlsa = (chain: readonly X509Certificate[]): string => `3 1 1 ${dataOf(chain[0], 1, 1)}`;

/**
 * Finds the piece that a server leaves out of its certificate chain: among those that other servers showed, or where the
 * certificate itself says (RFC 5280 §4.2.2.1). Used by seen.ts. Proves that it is missing; mends nothing.
 */
import { X509Certificate } from 'node:crypto';
import { type DialTls, isIssuedBy, isIssuedByTrusted, type Trust } from '#src/net/dial-certificate.ts';
import type { WebFetch } from '#src/net/web-answer.ts';

export type CompletedBy = 'other-door' | 'issuer';
export interface Chains {
  /** Remembers what was sent above a certificate. */
  learn(tls: DialTls): void;
  /** Where a piece is that makes the chain whole; null when there is none to be found. */
  complete(tls: DialTls): Promise<CompletedBy | null>;
}

const MOST_KNOWN = 100;
const FETCH_MS = 1200;
const MOST_BYTES = 16_384;

const parsed = (bytes: Buffer | string): X509Certificate | null => {
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
};

/** `file`: the certificates that this host has on disk, PEM, with whatever chain they have. */
export function createChains(fetch: WebFetch, trust: () => Trust, file: () => string | null): Chains {
  const known = new Map<string, X509Certificate>();
  const keep = (certificate: X509Certificate): void => {
    if (known.size < MOST_KNOWN) known.set(certificate.fingerprint256, certificate);
  };
  const fits = (leaf: X509Certificate, middle: X509Certificate): boolean =>
    isIssuedBy(leaf, middle) && isIssuedByTrusted(middle, trust());
  return {
    learn: ({ above }) => above.forEach(keep),
    complete: async ({ raw, certificate }) => {
      if (raw === null || certificate?.chain !== 'leaf-only') return null;
      for (const pem of (file() ?? '').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []) {
        const one = parsed(pem);
        if (one !== null) keep(one);
      }
      if ([...known.values()].some((middle) => fits(raw, middle))) return 'other-door';
      // What a stranger's certificate names is fetched from the web's own ports only.
      if (certificate.issuerUrl === null || URL.parse(certificate.issuerUrl)?.port !== '') return null;
      const answer = await fetch(certificate.issuerUrl, { limitMs: FETCH_MS, maxBytes: MOST_BYTES, isBinary: true });
      const middle = answer.kind === 'answer' ? parsed(Buffer.from(answer.body, 'latin1')) : null;
      return middle !== null && fits(raw, middle) ? 'issuer' : null;
    },
  };
}

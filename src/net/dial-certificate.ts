/**
 * What a TLS handshake of the dialer showed, as facts: versions, names, dates, and whether the chain leads to somebody we
 * believe. Used by dial-session.ts and by the probe that completes chains. Judges nothing.
 */
import { X509Certificate } from 'node:crypto';
import { type SecureContext, type TLSSocket, createSecureContext, rootCertificates } from 'node:tls';
import { isIP } from 'node:net';

const MOST_NAMES = 50;

export type DialCertificate = {
  /** DNS names and addresses it is for, at most 50. */
  readonly names: readonly string[];
  readonly issuer: string;
  /** ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** SHA-256 of the whole, lower-case hex. */
  readonly fingerprint: string;
  /**
   * `complete`: it leads to an authority we believe, dates left aside. `leaf-only`: the server sent nothing but its own and
   * the authority behind it is not known. `unknown-authority`: a longer chain that ends nowhere we know.
   */
  readonly chain: 'complete' | 'leaf-only' | 'unknown-authority' | 'self-signed';
  /** The authority is that of this host itself. */
  readonly isOwn: boolean;
  /** It names the host that was asked for. */
  readonly covers: boolean;
  /** Where the certificate above it is to be had (RFC 5280 §4.2.2.1), when it says so. */
  readonly issuerUrl: string | null;
};
export type DialTls = {
  readonly version: string;
  readonly cipher: string;
  readonly certificate: DialCertificate | null;
  /** Itself and what was sent above it, for completing chains; never shown. */
  readonly raw: X509Certificate | null;
  readonly above: readonly X509Certificate[];
};

export interface Trust {
  readonly context: SecureContext;
  /** Our own authority, when we have made it ourselves. */
  readonly own: X509Certificate | null;
  readonly pems: readonly string[];
}

const certificateIn = (pem: string | null): X509Certificate | null => {
  try {
    return pem === null ? null : new X509Certificate(pem);
  } catch {
    return null;
  }
};

/** Public authorities, our own, and those of `net.trust`; made anew only when they change (reading all of them takes long). */
export function createTrust(own: () => string | null, more: () => readonly string[]): () => Trust {
  let made: { readonly key: string; readonly trust: Trust } | null = null;
  return () => {
    const mine = own();
    const pems = [...(mine === null ? [] : [mine]), ...more()];
    const key = pems.join('\n');
    if (made?.key !== key) {
      const context = createSecureContext({ ca: [...rootCertificates, ...pems] });
      made = { key, trust: { context, own: certificateIn(mine), pems } };
    }
    return made.trust;
  };
}

/** Facts of a finished handshake; `name` is the host that was asked for. */
export function tlsFactsOf(socket: TLSSocket, name: string, trust: Trust): DialTls {
  const cipher = socket.getCipher() as { readonly standardName?: string; readonly name: string } | undefined;
  const raw = socket.getPeerX509Certificate() ?? null;
  const wrong: unknown = socket.authorizationError;
  const code = wrong instanceof Error ? ((wrong as NodeJS.ErrnoException).code ?? wrong.message) : wrong;
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: cipher?.standardName ?? cipher?.name ?? 'unknown',
    certificate: raw === null ? null : certificateOf(raw, typeof code === 'string' ? code : null, name, trust),
    raw,
    above: aboveOf(socket),
  };
}

const MOST_ABOVE = 5;
/** The certificates above the server's own, as far as they are known; the last may be of our own store. */
function aboveOf(socket: TLSSocket): readonly X509Certificate[] {
  const found: X509Certificate[] = [];
  let at = socket.getPeerCertificate(true);
  while (found.length < MOST_ABOVE && at?.issuerCertificate !== undefined && at.issuerCertificate !== at) {
    at = at.issuerCertificate;
    found.push(new X509Certificate(at.raw));
  }
  return found;
}

function certificateOf(raw: X509Certificate, code: string | null, name: string, trust: Trust): DialCertificate {
  const names = [...(raw.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("[^"]*"|[^,\s]+)/g)].map((one) =>
    one[1].replaceAll('"', '').toLowerCase(),
  );
  return {
    names: names.slice(0, MOST_NAMES),
    issuer: (raw.issuer ?? '').replaceAll('\n', ', ').slice(0, 200),
    from: raw.validFromDate.toISOString(),
    until: raw.validToDate.toISOString(),
    fingerprint: raw.fingerprint256.replaceAll(':', '').toLowerCase(),
    chain: chainOf(raw, code),
    isOwn: trust.own !== null && isIssuedBy(raw, trust.own),
    covers: (isIP(name) === 0 ? raw.checkHost(name) : raw.checkIP(name)) !== undefined,
    issuerUrl: /CA Issuers - URI:(\S{1,500})/.exec(raw.infoAccess ?? '')?.[1].replaceAll('"', '') ?? null,
  };
}

/** OpenSSL tells one trouble only; a date that has passed says nothing of the chain. */
function chainOf(raw: X509Certificate, code: string | null): DialCertificate['chain'] {
  switch (code) {
    case null:
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'complete';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'self-signed';
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'leaf-only';
    default:
      return raw.checkIssued(raw) ? 'self-signed' : 'unknown-authority';
  }
}

/** True when `above` has really signed it. */
export function isIssuedBy(certificate: X509Certificate, above: X509Certificate): boolean {
  try {
    return certificate.checkIssued(above) && certificate.verify(above.publicKey);
  } catch {
    return false;
  }
}

/** True when one of the authorities we believe has signed it. Slow: reads all public ones. */
export function isIssuedByTrusted(certificate: X509Certificate, trust: Trust): boolean {
  return [...trust.pems, ...rootCertificates].some((pem) => {
    const above = certificateIn(pem);
    return above !== null && isIssuedBy(certificate, above);
  });
}

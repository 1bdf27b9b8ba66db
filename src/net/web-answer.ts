/**
 * What a fetch of a public document may ask and comes back with, and how the TLS of it is read into facts. Used by
 * web-fetch.ts and by probes. Connects to nothing.
 */
import type { TLSSocket } from 'node:tls';

const MOST_NAMES = 50;

export interface WebFetchOptions {
  /** For everything together, redirects included. */
  readonly limitMs: number;
  readonly maxBytes: number;
  /** At most 3; default 0. */
  readonly maxRedirects?: number;
  readonly method?: 'GET' | 'POST' | 'HEAD';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body is bytes, given as one character each (`latin1`); else it is read as UTF-8. */
  readonly isBinary?: boolean;
  /** Over TLS nothing is said to who does not prove his name: such a fetch fails with `tls`. */
  readonly isProven?: boolean;
  /** Only addresses of this family. */
  readonly family?: 4 | 6;
}
export interface WebCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and addresses it is for, at most 50. */
  readonly names: readonly string[];
  /** ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** SHA-256 of the whole, lower-case hex. */
  readonly fingerprint: string;
}
export interface WebTls {
  /** Chain, dates and name are all in order. */
  readonly authorized: boolean;
  /** OpenSSL's or Node's code, e.g. `CERT_HAS_EXPIRED`, `ERR_TLS_CERT_ALTNAME_INVALID`, `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly why: string | null;
  readonly version: string | null;
  readonly certificate: WebCertificate | null;
}
export type WebFailure =
  | 'bad-url'
  | 'no-such-name'
  | 'no-address'
  | 'dns'
  | 'private-address'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'cut-off'
  | 'malformed'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-redirect';
export interface WebAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names in lower case; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The last one asked, after redirects. */
  readonly url: string;
  readonly address: string;
  /** Null over plain HTTP. */
  readonly tls: WebTls | null;
}
export interface WebFailed {
  readonly kind: 'failed';
  readonly why: WebFailure;
  readonly url: string;
  /** Where it was tried, when it came that far. */
  readonly address?: string;
}
export type WebFetched = WebAnswer | WebFailed;
export type WebFetch = (url: string, options: WebFetchOptions) => Promise<WebFetched>;

/** What a connected TLS socket showed: proved or not, and why. */
export function tlsOf(socket: TLSSocket): WebTls {
  // Node gives the code of what is wrong as text or as an Error, against its own types.
  const wrong: unknown = socket.authorizationError;
  const why = wrong instanceof Error ? ((wrong as NodeJS.ErrnoException).code ?? wrong.message) : (wrong ?? null);
  const certificate = certificateOf(socket);
  return {
    authorized: socket.authorized,
    why: typeof why === 'string' ? why : null,
    version: socket.getProtocol(),
    certificate,
  };
}

function certificateOf(socket: TLSSocket): WebCertificate | null {
  const x509 = socket.getPeerX509Certificate();
  if (x509 === undefined) return null;
  const names = [...(x509.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("[^"]*"|[^,\s]+)/g)].map((one) =>
    one[1].replaceAll('"', '').toLowerCase(),
  );
  return {
    subject: x509.subject ?? '',
    issuer: x509.issuer ?? '',
    names: names.slice(0, MOST_NAMES),
    from: x509.validFromDate.toISOString(),
    until: x509.validToDate.toISOString(),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

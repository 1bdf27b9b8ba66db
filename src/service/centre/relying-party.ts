/**
 * Under which name passkeys are made and asked for (WebAuthn "RP ID"): the name of our web pages, never whatever a request
 * says. A page that is open under another name, under a bare address or without encryption has no passkeys. Pure.
 */
import { isIP } from 'node:net';

export interface RelyingParty {
  /** A host name. */
  readonly id: string;
  /** Where the page may have been open. */
  readonly origins: readonly string[];
}
export interface PageAddress {
  /** Of the request: name and port. */
  readonly host: string | undefined;
  readonly isSecure: boolean;
  /** Configured start of our links, or ''. */
  readonly base: string;
  /** Our own host name. */
  readonly hostname: string;
}

/** Null: passkeys do not work at this address. */
export function relyingPartyOf({ host, isSecure, base, hostname }: PageAddress): RelyingParty | null {
  const page = URL.parse(`${isSecure ? 'https' : 'http'}://${host ?? ''}`);
  if (page === null || isIP(page.hostname.replaceAll(/^\[|\]$/g, '')) !== 0) return null;
  // Browsers hold localhost to be safe; it is for trying out.
  if (page.hostname === 'localhost') return { id: 'localhost', origins: [page.origin] };
  const own = base === '' ? null : URL.parse(base);
  if (own !== null && own.protocol === 'https:') {
    // A proxy that says nothing of https: the configured address is what the reader sees.
    const isOwn = page.host === own.host || (page.hostname === own.hostname && isSecure);
    return isOwn ? { id: own.hostname, origins: [...new Set([own.origin, ...(isSecure ? [page.origin] : [])])] } : null;
  }
  return isSecure && page.hostname === hostname.toLowerCase() ? { id: page.hostname, origins: [page.origin] } : null;
}

/**
 * The certificates of the authority for every TLS door, chosen by the name that is asked for; the own authority's stands in
 * for a name that has none yet. Filled by service/certificates: a renewal shows at the next handshake, connections stay.
 */
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Certificates } from '../authority.ts';
import type { Clock } from '../clock.ts';
import type { KeptCertificate } from './kept-files.ts';

export interface HeldCertificates extends Certificates {
  /** From now on shown for the name. Throws when certificate and key do not fit. */
  hold(name: string, certificate: KeptCertificate): void;
  /** No longer shown. */
  release(name: string): void;
}

interface Held {
  readonly context: SecureContext;
  readonly certificate: KeptCertificate;
}

export function heldCertificates(deps: {
  readonly own: Certificates;
  readonly hostname: string;
  readonly clock: Clock;
}): HeldCertificates {
  const { own, hostname, clock } = deps;
  const held = new Map<string, Held>();
  /** One that is over is worse than the own authority's: programs that were told to believe ours still do. */
  const good = (name: string): Held | null => {
    const found = held.get(name);
    return found !== undefined && found.certificate.until > clock.now() ? found : null;
  };
  const plain = (serverName: string | undefined): string => serverName?.toLowerCase().replace(/\.$/, '') ?? '';
  return {
    authorityPem: own.authorityPem,
    reload: () => own.reload(),
    issue: own.issue,
    secureContext: (serverName) =>
      (good(plain(serverName)) ?? good(hostname))?.context ?? own.secureContext(serverName),
    named: (name) => good(plain(name))?.context ?? null,
    trusts: (name) => good(plain(name)) !== null,
    identity: () => {
      const found = good(hostname);
      return found === null ? own.identity() : { chain: found.certificate.chain, key: found.certificate.key };
    },
    hold: (name, certificate) => {
      const { chain: cert, key } = certificate;
      const context = createSecureContext({ cert, key, minVersion: 'TLSv1.2', honorCipherOrder: true });
      held.set(name, { context, certificate });
    },
    release: (name) => void held.delete(name),
  };
}

/**
 * Which certificate a visitor of the HTTPS door is shown, by the name he asks for (SNI): the host's own, or one for a name
 * that leads here for a hosted domain, made by the own authority when it is first asked for. Called by http/https-door.ts.
 * Strangers choose the names: only those that `isOurs` says yes to are made, and only so many are kept.
 */
import type { SecureContext } from 'node:tls';
import type { Certificates } from './authority.ts';
import type { Clock } from './clock.ts';

export interface NamedCertificates {
  /** The context to show; without a name, or for a name that is not ours, the host's own. */
  contextFor(serverName: string | undefined): Promise<SecureContext>;
}

/** Names with a certificate of their own, at once; the longest unasked goes first. */
const MOST = 2000;
/** Made anew well before it ends (397 days). */
const KEEP_MS = 180 * 86_400_000;

export function createNamedCertificates(deps: {
  readonly certificates: Pick<Certificates, 'secureContext' | 'issue' | 'named'>;
  readonly hostname: string;
  readonly clock: Clock;
  /** A name of a hosted domain that leads to our web door. */
  readonly isOurs: (name: string) => Promise<boolean>;
  readonly most?: number;
}): NamedCertificates {
  const { certificates, hostname, clock, isOurs, most = MOST } = deps;
  const made = new Map<string, { readonly context: SecureContext; readonly at: number }>();

  const kept = (name: string): SecureContext | null => {
    const found = made.get(name);
    if (found === undefined) return null;
    made.delete(name);
    if (Math.abs(clock.now() - found.at) > KEEP_MS) return null;
    made.set(name, found); // asked just now: last to go
    return found.context;
  };
  return {
    contextFor: async (serverName) => {
      const name = serverName?.toLowerCase().replace(/\.$/, '') ?? '';
      const { issue, named } = certificates;
      const proven = named(name);
      if (proven !== null) return proven;
      if (issue === null || name === '' || name === hostname || name.length > 253)
        return certificates.secureContext(serverName);
      // Asked each time: a domain that has moved away is no longer spoken for.
      if (!(await isOurs(name))) {
        made.delete(name);
        return certificates.secureContext(serverName);
      }
      const ready = kept(name);
      if (ready !== null) return ready;
      const context = issue(name);
      made.set(name, { context, at: clock.now() });
      for (const oldest of made.keys()) {
        if (made.size <= most) break;
        made.delete(oldest);
      }
      return context;
    },
  };
}

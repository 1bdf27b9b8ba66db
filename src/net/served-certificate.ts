/** The certificate this host shows, as PEM: for the operator's check-up. Called by host-app.ts; never tells a key. */
import type { Certificates } from './authority.ts';

/** Read anew each time; null when it cannot be read. */
export function certificatePem({ identity }: Pick<Certificates, 'identity'>): string | null {
  try {
    return identity().chain;
  } catch {
    return null;
  }
}
